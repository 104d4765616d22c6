import { isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { Problem } from '../../contract/problem.ts'
import { fileProblem, throwIfStopped } from '../folder/folder-problem.ts'
import { filesBelow } from './folder-tree.ts'
import type { Directory, FolderFile } from './folder-tree.ts'
import { parseMetaYaml } from './meta-yaml.ts'
import type { MetaYaml } from './meta-yaml.ts'

/** Tags hold whole JSON documents, but nothing that MLflow writes into one of its small files is larger than this. */
const largestFile = 16 * 1024 * 1024

/** Reads the small files of one file store, remembers their hashes, and turns what can't be read into problems. */
export interface FileStoreReader {
  readonly problems: Problem[]
  /** SHA-256 by path, relative to the folder. */
  readonly hashes: Map<string, string>
  text(file: FolderFile): Promise<string | null>
  /** The keys of the directory's meta.yaml; null, and a problem, where it isn't there or can't be read. */
  meta(directory: Directory): Promise<MetaYaml | null>
  /** Every file below the directory as a key and its text: a key with slashes lies in directories. */
  values(directory: Directory | undefined, wanted?: ((key: string) => boolean) | null): Promise<{ key: string; value: string; source: string }[]>
  isDeclared(directory: Directory): boolean
}

export function createFileStoreReader(signal?: AbortSignal): FileStoreReader {
  const problems: Problem[] = []
  const hashes = new Map<string, string>()

  const text = async (file: FolderFile): Promise<string | null> => {
    throwIfStopped(signal)
    if (file.bytes > largestFile) {
      problems.push(partly(file.path, `It is ${file.bytes} bytes long, too long for a file of a tracking store.`))
      return null
    }
    try {
      // The walk has resolved links; one that took the file's place since then must not be followed.
      const bytes = await readFile(file.absolute, { flag: constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) })
      hashes.set(file.path, createHash('sha256').update(bytes).digest('hex'))
      if (!isUtf8(bytes)) {
        problems.push({
          kind: 'store-partly-unreadable',
          path: file.path,
          message: 'It is not UTF-8 text, so some of its characters are shown as \ufffd.',
          action: 'Look into the file itself where its exact text matters.',
        })
      }
      return bytes.toString('utf8')
    } catch (error) {
      problems.push(fileProblem(file.path, error))
      return null
    }
  }

  return {
    problems,
    hashes,
    text,
    isDeclared: (directory) => directory.files.has('meta.yaml'),
    async meta(directory) {
      const file = directory.files.get('meta.yaml')
      if (file === undefined) {
        problems.push(partly(directory.path, 'The directory has no meta.yaml.'))
        return null
      }
      const content = await text(file)
      if (content === null) return null
      try {
        return parseMetaYaml(content)
      } catch (error) {
        problems.push(partly(file.path, `The file ${error instanceof Error ? error.message : String(error)}.`))
        return null
      }
    },
    async values(directory, wanted = null) {
      if (directory === undefined) return []
      // Read at once: on a network drive each small file costs a round trip.
      const read = await Promise.all(
        [...filesBelow(directory)]
          .filter(({ name }) => wanted === null || wanted(name))
          .map(async ({ name, file }) => ({ key: name, value: await text(file), source: file.path })),
      )
      return read.flatMap(({ key, value, source }) =>
        value === null ? [] : [{ key, value: value.replace(/\r?\n$/, ''), source }],
      )
    },
  }
}

/** A piece of a store that can't be used, while the rest can. */
export function partly(path: string, message: string): Problem {
  return {
    kind: 'store-partly-unreadable',
    path,
    message,
    action: 'Restore it from its source; the rest of the store is used without it.',
  }
}
