import { accessSync, constants } from 'node:fs'
import { homedir } from 'node:os'
import { posix } from 'node:path'

type Environment = Readonly<Record<string, string | undefined>>

const onPath = [
  'microsoft-edge-stable',
  'microsoft-edge',
  'google-chrome-stable',
  'google-chrome',
  'chromium',
  'chromium-browser',
]

/**
 * The files that may be an Edge, Chrome or Chromium, likeliest first. `COUNTERSIGN_BROWSER` names the only one.
 */
export function browserCandidates(environment: Environment, platform: NodeJS.Platform, home: string): string[] {
  const chosen = environment['COUNTERSIGN_BROWSER']
  if (chosen) return [chosen]
  if (platform === 'win32') {
    const programs = [environment['ProgramFiles'], environment['ProgramFiles(x86)'], environment['LOCALAPPDATA']]
    const inside = ['Microsoft\\Edge\\Application\\msedge.exe', 'Google\\Chrome\\Application\\chrome.exe', 'Chromium\\Application\\chrome.exe']
    return inside.flatMap((path) => programs.filter((folder) => folder !== undefined).map((folder) => `${folder}\\${path}`))
  }
  if (platform === 'darwin') {
    const inside = ['Google Chrome', 'Microsoft Edge', 'Chromium'].map((name) => `${name}.app/Contents/MacOS/${name}`)
    return inside.flatMap((path) => [`/Applications/${path}`, `${home}/Applications/${path}`])
  }
  const folders = (environment['PATH'] ?? '').split(posix.delimiter).filter((folder) => folder !== '')
  return [...onPath.flatMap((name) => folders.map((folder) => posix.join(folder, name))), '/snap/bin/chromium']
}

/** The first installed Edge, Chrome or Chromium; null where there is none. */
export function findInstalledBrowser(
  environment: Environment = process.env,
  platform: NodeJS.Platform = process.platform,
  isProgram: (file: string) => boolean = isExecutable,
): string | null {
  return browserCandidates(environment, platform, homedir()).find(isProgram) ?? null
}

/** Whether a window can be shown: always on Windows and macOS, elsewhere where a display server is named. */
export function hasDisplay(environment: Environment = process.env, platform: NodeJS.Platform = process.platform): boolean {
  if (platform === 'win32' || platform === 'darwin') return true
  return Boolean(environment['DISPLAY']) || Boolean(environment['WAYLAND_DISPLAY'])
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
