import { useCallback, useEffect, useRef, useState } from 'react'
import type { ArtifactRuleChoice, ArtifactRulesPreview } from '../../../src-main/contract/artifact-rules.ts'
import { problemOf } from '../../api/problem-of.ts'
import { useCase } from '../../app/case-state.tsx'
import type { Loadable } from '../../app/case.ts'

export const noChange: ArtifactRuleChoice = { custom: [], disabled: [] }

interface RulePreview {
  /** Every built-in rule, switched off or not; empty until the engine answered. */
  builtIn: ArtifactRulesPreview['rules']
  preview: Loadable<ArtifactRulesPreview>
  ask: (rules: ArtifactRuleChoice) => void
}

/** What the rules would make of every recorded location of the folder; begins with `first`. */
export function useArtifactRules(folder: string, first: ArtifactRuleChoice): RulePreview {
  const { engine } = useCase()
  const [builtIn, setBuiltIn] = useState<ArtifactRulesPreview['rules']>([])
  const [preview, setPreview] = useState<Loadable<ArtifactRulesPreview>>({ status: 'loading', previous: null })
  const running = useRef<AbortController | null>(null)
  const [opening] = useState(first)

  const send = useCallback(
    (rules: ArtifactRuleChoice) => {
      running.current?.abort()
      const controller = new AbortController()
      running.current = controller
      engine.evidence.artifactRules({ folder, rules }, { signal: controller.signal }).then(
        (value) => {
          if (!controller.signal.aborted) setPreview({ status: 'ready', value })
        },
        (error: unknown) => {
          if (!controller.signal.aborted) setPreview({ status: 'failed', problem: problemOf(error) })
        },
      )
    },
    [engine, folder],
  )
  useEffect(() => {
    const controller = new AbortController()
    engine.evidence.artifactRules({ folder, rules: noChange }, { signal: controller.signal }).then(
      (value) => {
        if (!controller.signal.aborted) setBuiltIn(value.rules)
      },
      // The preview below fails with the same problem, and shows it.
      () => undefined,
    )
    send(opening)
    return () => {
      controller.abort()
      running.current?.abort()
    }
  }, [engine, folder, opening, send])
  const ask = useCallback(
    (rules: ArtifactRuleChoice) => {
      setPreview({ status: 'loading', previous: null })
      send(rules)
    },
    [send],
  )
  return { builtIn, preview, ask }
}
