import { Button, type ButtonProps } from '@mantine/core'
import { memo, useCallback, useLayoutEffect, useRef, type ComponentPropsWithoutRef } from 'react'

type SteadyButtonProps = ButtonProps & Omit<ComponentPropsWithoutRef<'button'>, keyof ButtonProps | 'onClick'> & { readonly onClick: () => void }

const Drawn = memo(function Drawn(props: SteadyButtonProps) {
  return <Button {...props} />
})

/** A button that is drawn anew only where its words or looks change, not with every change of the page whose handler it holds. */
export function SteadyButton({ onClick, ...looks }: SteadyButtonProps) {
  const latest = useRef(onClick)
  useLayoutEffect(() => {
    latest.current = onClick
  })
  const click = useCallback(() => latest.current(), [])
  return <Drawn {...looks} onClick={click} />
}
