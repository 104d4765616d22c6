import { homedir } from 'node:os'
import { join, posix, resolve, win32 } from 'node:path'

/** The file by which a bank adds its own names of thresholds, costs and objectives. */
export function namesFile(folder: string = dataFolder()): string {
  return join(folder, 'names.json')
}

/**
 * Where the application keeps what it writes. `COUNTERSIGN_DATA` says otherwise; else it is the system's folder
 * for such data: %LOCALAPPDATA% on Windows, Application Support on macOS, $XDG_DATA_HOME or ~/.local/share elsewhere.
 */
export function dataFolder(
  environment: Readonly<Record<string, string | undefined>> = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): string {
  const chosen = environment['COUNTERSIGN_DATA']
  if (chosen) return resolve(chosen)
  const path = platform === 'win32' ? win32 : posix
  if (platform === 'win32') return path.join(environment['LOCALAPPDATA'] ?? path.join(home, 'AppData', 'Local'), 'Countersign')
  if (platform === 'darwin') return path.join(home, 'Library', 'Application Support', 'Countersign')
  return path.join(environment['XDG_DATA_HOME'] || path.join(home, '.local', 'share'), 'countersign')
}
