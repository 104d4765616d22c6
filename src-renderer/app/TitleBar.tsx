import { Menu } from '@mantine/core'
import { IconDeviceDesktop, IconFolder, IconKeyboard, IconMoon, IconSun } from '@tabler/icons-react'
import { memo } from 'react'
import { useDispatch } from './case-state.tsx'
import { pages } from './pages.tsx'
import type { ThemeChoice } from './use-theme.ts'

const themes: readonly { choice: ThemeChoice; words: string; icon: typeof IconSun }[] = [
  { choice: 'light', words: 'Light', icon: IconSun },
  { choice: 'dark', words: 'Dark', icon: IconMoon },
  { choice: 'system', words: 'As the system', icon: IconDeviceDesktop },
]

/** The last name of a path, whichever slash the system uses. */
export function lastName(path: string): string {
  return path.split(/[\\/]/).filter((part) => part !== '').at(-1) ?? path
}

interface TitleBarProps {
  folder: string | null
  theme: ThemeChoice
  onTheme: (choice: ThemeChoice) => void
}

/** The app's name, the folder, the theme and the keys. */
export const TitleBar = memo(function TitleBar({ folder, theme, onTheme }: TitleBarProps) {
  const dispatch = useDispatch()
  const ThemeIcon = themes.find((entry) => entry.choice === theme)?.icon ?? IconDeviceDesktop
  return (
    <header className="title-bar">
      <strong>Countersign</strong>
      {folder !== null && (
        <button className="bar-button" title={folder} onClick={() => dispatch({ type: 'folder-closed' })}>
          <IconFolder size={14} stroke={1.7} aria-hidden />
          <span>{lastName(folder)}</span>
          <span className="visually-hidden">, open another folder</span>
        </button>
      )}
      <span className="spacer" />
      <Menu position="bottom-end" width={264}>
        <Menu.Target>
          <button className="bar-button">
            <IconKeyboard size={15} stroke={1.7} aria-hidden />
            <span>Keys</span>
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {pages.map((page, index) => (
            <Menu.Item
              key={page.id}
              disabled={folder === null}
              rightSection={<kbd>Ctrl {index + 1}</kbd>}
              onClick={() => dispatch({ type: 'page-opened', page: page.id })}
            >
              {page.question}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Label>On a page</Menu.Label>
          <Menu.Label className="key-line">
            Show as table <kbd>T</kbd>
          </Menu.Label>
          <Menu.Label className="key-line">
            How was this computed? <kbd>D</kbd>
          </Menu.Label>
          <Menu.Label className="key-line">
            Filter the table <kbd>/</kbd>
          </Menu.Label>
          <Menu.Label className="key-line">
            Back out <kbd>Esc</kbd>
          </Menu.Label>
        </Menu.Dropdown>
      </Menu>
      <Menu position="bottom-end" width={180}>
        <Menu.Target>
          <button className="bar-button">
            <ThemeIcon size={15} stroke={1.7} aria-hidden />
            <span>Theme</span>
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.RadioGroup value={theme}>
            {themes.map(({ choice, words, icon: Icon }) => (
              <Menu.RadioItem
                key={choice}
                value={choice}
                closeMenuOnClick
                rightSection={<Icon size={15} stroke={1.7} aria-hidden />}
                onChange={() => onTheme(choice)}
              >
                {words}
              </Menu.RadioItem>
            ))}
          </Menu.RadioGroup>
        </Menu.Dropdown>
      </Menu>
    </header>
  )
})
