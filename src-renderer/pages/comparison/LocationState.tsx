import { IconExternalLink, IconFolder, IconFolderSymlink, IconMinus } from '@tabler/icons-react'
import { stateMeaning, type LocationState as State } from './location-words.ts'

const icons: Readonly<Record<State, typeof IconFolder>> = {
  present: IconFolder,
  elsewhere: IconFolderSymlink,
  missing: IconMinus,
  outside: IconExternalLink,
}

/** The state of an artifact location as a mark and a word. */
export function LocationState({ state }: { state: State }) {
  const Icon = icons[state]
  return (
    <span className={`with-icon ${state === 'missing' || state === 'outside' ? 'missing' : ''}`} title={stateMeaning[state]}>
      <Icon size={13} stroke={1.8} aria-hidden /> {state}
    </span>
  )
}
