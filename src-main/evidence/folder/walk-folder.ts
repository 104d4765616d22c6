import { isUtf8 } from 'node:buffer'
import type { Dirent } from 'node:fs'
import { lstat, readdir, realpath, stat } from 'node:fs/promises'
import path from 'node:path'
import { ProblemError } from '../../contract/problem.ts'
import type { Problem } from '../../contract/problem.ts'
import { isInside } from './contained-path.ts'
import { fileProblem, folderProblem, throwIfStopped } from './folder-problem.ts'

/** Directories that hold tools or caches; nothing below them is evidence. */
export const skippedDirectories: readonly string[] = ['.git', 'node_modules', '__pycache__', '.venv']

/** Directories, and entries of each, that are looked at together. */
const atOnce = 16
const entriesAtOnce = 64

/** A regular file of the folder. */
export interface WalkedFile {
  /** Relative to the folder, with forward slashes. */
  readonly path: string
  readonly absolute: string
  readonly bytes: number
}

export interface WalkedFolder {
  /** The canonical absolute path of the folder. */
  readonly root: string
  /** Sorted by path. */
  readonly files: readonly WalkedFile[]
  readonly problems: readonly Problem[]
}

/**
 * Lists every regular file below `folder`. Directories reached through a symbolic link are not entered, and a link to a
 * file counts only where its target lies inside the folder. What is left out is said in `problems`.
 *
 * @throws ProblemError `folder-missing` or `folder-unreadable` where the folder itself can't be listed, `stopped`.
 */
export async function walkFolder(folder: string, options: { signal?: AbortSignal } = {}): Promise<WalkedFolder> {
  const root = await openFolder(folder)
  const files: WalkedFile[] = []
  const problems: Problem[] = []
  const skipped = new Map<string, string[]>()
  const pending: string[] = ['']
  // Several at once: the walk mostly waits, on a network drive for a round trip a file.
  for (let directories = pending.splice(-atOnce); directories.length > 0; directories = pending.splice(-atOnce)) {
    throwIfStopped(options.signal)
    await allEnded(directories.map(list))
  }
  for (const [name, paths] of skipped) problems.push(skippedProblem(name, paths.sort()))
  files.sort((a, b) => (a.path < b.path ? -1 : 1))
  problems.sort((a, b) => ((a.path ?? '') < (b.path ?? '') ? -1 : 1))
  return { root, files, problems }

  async function list(directory: string): Promise<void> {
    let entries: Dirent<Buffer>[]
    try {
      entries = await readdir(path.join(root, directory), { encoding: 'buffer', withFileTypes: true })
    } catch (error) {
      if (directory === '') throw new ProblemError(folderProblem(folder, error), { cause: error })
      problems.push(fileProblem(directory, error))
      return
    }
    for (let first = 0; first < entries.length; first += entriesAtOnce) {
      throwIfStopped(options.signal)
      await allEnded(
        entries.slice(first, first + entriesAtOnce).map((entry) => {
          const name = entry.name.toString('utf8')
          const relative = directory === '' ? name : `${directory}/${name}`
          if (isUtf8(entry.name)) return visit(entry, relative, name)
          problems.push(leftOut(relative, 'Its name is not valid UTF-8, so it was not read.', 'Rename it and scan again.'))
          return Promise.resolve()
        }),
      )
    }
  }

  async function visit(entry: Dirent<Buffer>, relative: string, name: string): Promise<void> {
    const absolute = path.join(root, relative)
    try {
      if (entry.isDirectory()) {
        if (skippedDirectories.includes(name)) skipped.set(name, [...(skipped.get(name) ?? []), relative])
        else pending.push(relative)
      } else if (entry.isFile()) {
        files.push({ path: relative, absolute, bytes: (await lstat(absolute)).size })
      } else if (entry.isSymbolicLink()) {
        await visitLink(relative, absolute)
      } else {
        problems.push(leftOut(relative, 'It is a pipe, a socket or a device, so it was not read.', 'Nothing to do.'))
        return
      }
      if (/[\u0000-\u001f\u007f]/.test(name)) problems.push(oddName(relative))
    } catch (error) {
      problems.push(fileProblem(relative, error))
    }
  }

  async function visitLink(relative: string, absolute: string): Promise<void> {
    const target = await realpath(absolute)
    if (!isInside(root, target)) {
      problems.push(
        leftOut(relative, 'It is a link that leads out of the folder, so it was not followed.', 'Copy the target into the folder if it is evidence.'),
      )
      return
    }
    const entry = await stat(target)
    if (entry.isFile()) files.push({ path: relative, absolute: target, bytes: entry.size })
    else problems.push(leftOut(relative, 'It is a link to a directory, so it was not followed.', 'Nothing to do: the directory is read where it lies.'))
  }
}

/** Waits for all, so that nothing goes on after a failure; then fails as the first that did. */
async function allEnded(work: readonly Promise<void>[]): Promise<void> {
  for (const outcome of await Promise.allSettled(work)) if (outcome.status === 'rejected') throw outcome.reason
}

async function openFolder(folder: string): Promise<string> {
  try {
    const root = await realpath(folder)
    if ((await stat(root)).isDirectory()) return root
  } catch (error) {
    throw new ProblemError(folderProblem(folder, error), { cause: error })
  }
  throw new ProblemError({
    kind: 'folder-unreadable',
    path: folder,
    message: 'This is a file, not a folder.',
    action: 'Choose the folder that holds it.',
  })
}

function leftOut(file: string, message: string, action: string): Problem {
  return { kind: 'skipped', path: file, message, action }
}

function oddName(file: string): Problem {
  return {
    kind: 'file-unreadable',
    path: file,
    message: 'Its name contains a line break or another control character. It was read and hashed.',
    action: 'Check that nobody has tampered with the folder.',
  }
}

function skippedProblem(name: string, paths: readonly string[]): Problem {
  const only = paths.length === 1 ? (paths[0] ?? null) : null
  return {
    kind: 'skipped',
    path: only,
    message:
      only === null
        ? `${paths.length} directories named ${name} were skipped: they hold tools or caches.`
        : 'This directory was skipped: it holds tools or caches.',
    action: 'Move a file out of it if it is evidence.',
  }
}
