import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

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
  if (platform === 'win32') return join(environment['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'Countersign')
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Countersign')
  return join(environment['XDG_DATA_HOME'] || join(home, '.local', 'share'), 'countersign')
}
