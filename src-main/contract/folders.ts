import { z } from 'zod'

export const folderEntrySchema = z.object({
  name: z.string(),
  path: z.string(),
  /** True where the folder itself holds a store, a table or a model that Countersign reads. */
  looksLikeEvidence: z.boolean(),
})
export type FolderEntry = z.infer<typeof folderEntrySchema>

/** How the names of files end, with the dot and in lower case. */
export const fileTypesSchema = z.array(z.string().regex(/^\.[a-z0-9]{1,16}$/)).min(1).max(8)

export const fileEntrySchema = z.object({ name: z.string(), path: z.string() })
export type FileEntry = z.infer<typeof fileEntrySchema>

export const folderListingSchema = z.object({
  path: z.string(),
  parent: z.string().nullable(),
  folders: z.array(folderEntrySchema),
  /** Files of the folder, by name, as orientation only. */
  files: z.number(),
  /** The files of the types that were asked for, by name. */
  named: z.array(fileEntrySchema),
  /** Drives or mount points to start from. */
  roots: z.array(z.string()),
})
export type FolderListing = z.infer<typeof folderListingSchema>

export const recentFolderSchema = z.object({
  path: z.string(),
  /** Milliseconds since 1970 UTC. */
  openedAt: z.number(),
  exists: z.boolean(),
})
export type RecentFolder = z.infer<typeof recentFolderSchema>

/** What a window knows of a folder that was dropped on it where the path is kept from it. */
export const droppedFolderSchema = z.strictObject({
  name: z.string().min(1),
  entries: z.array(z.strictObject({ path: z.string(), bytes: z.number().nullable() })).max(200),
})
export type DroppedFolder = z.infer<typeof droppedFolderSchema>
