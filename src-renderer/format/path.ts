/** The folder of a file by its path, of either kind of system; empty where the path names none. */
export function folderOfPath(path: string): string {
  const end = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'))
  if (end < 0) return ''
  const folder = path.slice(0, end)
  return folder === '' || /^[A-Za-z]:$/.test(folder) ? path.slice(0, end + 1) : folder
}

/** The last name of a path of either kind of system; empty where there is none. */
export function fileNameOfPath(path: string): string {
  return path.split(/[\\/]/).findLast((part) => part !== '') ?? ''
}

/** A file in a folder, with the separator that the folder's path has. */
export function pathIn(folder: string, fileName: string): string {
  const separator = folder.includes('\\') && !folder.includes('/') ? '\\' : '/'
  return folder.endsWith(separator) ? folder + fileName : folder + separator + fileName
}
