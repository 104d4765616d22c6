import { PathChooser, type PathChooserProps } from '../../components/PathChooser.tsx'

/** A dialog that walks through the folders of this computer to choose one. */
export function FolderChooser(props: Omit<PathChooserProps, 'types'>) {
  return <PathChooser {...props} />
}
