import { isRecord } from './pickle-value.ts'
import type { PickleGlobal, PickleImport, PickleValue } from './pickle-value.ts'

/** Distinct names kept at most; a pickle of any real model has some dozens. */
const mostNames = 2_000

/** Collects what unpickling would import and call. */
export class ImportRecord {
  private readonly found = new Map<string, PickleImport>()

  /** A class or a function was named. */
  named(global: PickleGlobal): void {
    this.entry(global, null)
  }

  /** `callable` would be called with `args`; a call of what `getattr` takes from a named class counts for that. */
  called(callable: PickleValue, args: PickleValue): void {
    if (!isRecord(callable)) return
    if (callable.kind === 'global') {
      const entry = this.count(callable, null)
      if (!isGetattr(callable)) return
      const taken = attributeTaken(args)
      if (taken !== null) this.entry(taken.owner, taken.name)
      else if (entry !== undefined) entry.opaque = true
    } else if (callable.kind === 'object' && isRecord(callable.callable) && callable.callable.kind === 'global' && isGetattr(callable.callable)) {
      const taken = attributeTaken(callable.args)
      if (taken !== null) this.count(taken.owner, taken.name)
    }
  }

  list(): PickleImport[] {
    return [...this.found.values()]
  }

  private count(global: PickleGlobal, attribute: string | null): PickleImport | undefined {
    const entry = this.entry(global, attribute)
    if (entry !== undefined) entry.calls += 1
    return entry
  }

  private entry(global: PickleGlobal, attribute: string | null): PickleImport | undefined {
    const key = [global.module, global.name, attribute ?? ''].join('\n')
    const known = this.found.get(key)
    if (known !== undefined || this.found.size >= mostNames) return known
    const entry: PickleImport = { global, attribute, calls: 0, opaque: false }
    this.found.set(key, entry)
    return entry
  }
}

function isGetattr({ module, name }: PickleGlobal): boolean {
  return name === 'getattr' && (module === 'builtins' || module === '__builtin__')
}

/** The named class and the attribute that `getattr` would take from it; null where they aren't in plain sight. */
function attributeTaken(args: PickleValue): { owner: PickleGlobal; name: string } | null {
  const [owner, name] = isRecord(args) && args.kind === 'tuple' ? args.items : []
  return isRecord(owner) && owner.kind === 'global' && typeof name === 'string' ? { owner, name } : null
}
