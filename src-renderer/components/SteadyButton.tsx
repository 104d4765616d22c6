import { Button, type ButtonProps } from '@mantine/core'
import { memo, type ComponentPropsWithoutRef } from 'react'
import { useSteady } from './use-steady.ts'

type SteadyButtonProps = ButtonProps & Omit<ComponentPropsWithoutRef<'button'>, keyof ButtonProps | 'onClick'> & { readonly onClick: () => void }

const Drawn = memo(function Drawn(props: SteadyButtonProps) {
  return <Button {...props} />
})

/** A button that is drawn anew only where its words or looks change, not with every change of the page whose handler it holds. */
export function SteadyButton({ onClick, ...looks }: SteadyButtonProps) {
  return <Drawn {...looks} onClick={useSteady(onClick)} />
}
