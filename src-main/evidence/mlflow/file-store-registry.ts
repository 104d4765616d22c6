import type { FileStoreReader } from './file-store-reader.ts'
import type { Directory } from './folder-tree.ts'
import type { StoreContent } from './store-tables.ts'

/** Reads `models/` of a file store: registered models with their versions, aliases and the tag that marks a prompt. */
export async function readRegistryDirectory(
  reader: FileStoreReader,
  content: StoreContent,
  directory: Directory,
): Promise<void> {
  for (const model of directory.directories.values()) {
    const meta = await reader.meta(model)
    if (meta === null) continue
    const name = meta['name'] ?? model.path.slice(model.path.lastIndexOf('/') + 1)
    const tags = await reader.values(model.directories.get('tags'))
    content.registered_models.push({
      workspace: 'default',
      name,
      is_prompt: tags.some((tag) => tag.key === 'mlflow.prompt.is_prompt' && tag.value.toLowerCase() === 'true'),
      description: meta['description'] || null,
      creation_time: timestamp(meta['creation_timestamp']),
    })
    for (const { key, value } of await reader.values(model.directories.get('aliases'))) {
      content.aliases.push({ workspace: 'default', name, alias: key, version: value.trim() })
    }
    for (const [child, version] of model.directories) {
      if (child.startsWith('version-')) await readVersion(reader, content, name, child.slice('version-'.length), version)
    }
  }
}

async function readVersion(
  reader: FileStoreReader,
  content: StoreContent,
  name: string,
  number: string,
  directory: Directory,
): Promise<void> {
  const meta = await reader.meta(directory)
  if (meta === null) return
  content.model_versions.push({
    workspace: 'default',
    name,
    version: meta['version'] ?? number,
    run_id: meta['run_id'] || null,
    model_id: meta['model_id'] || null,
    source: meta['source'] || null,
    storage_location: meta['storage_location'] || null,
    stage: meta['current_stage'] || null,
    status: meta['status'] || null,
    creation_time: timestamp(meta['creation_timestamp']),
  })
}

function timestamp(value: string | null | undefined): number | null {
  return value === undefined || value === null || !/^\d+$/.test(value) ? null : Number(value)
}
