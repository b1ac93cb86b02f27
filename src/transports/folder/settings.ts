import * as z from 'zod/mini'
import { Completion, type CompletionSettings } from './completion.ts'

/** Settings of a transport that writes files into folders of a server. */
export interface FolderSettings extends CompletionSettings {
  /** Path as the server names the folder: from the root, or relative to the sign-in folder. */
  readonly folder: string
  /** Folder into which the supplier's job moves a fetched file, under the same name. */
  readonly archiveFolder?: string | undefined
  readonly timeoutSeconds: number
}

const folder = z.string().check(z.regex(/^[^\p{Cc}]+$/u))

export const folderSettings = {
  host: z.string().check(z.regex(/^[^\s/@]+$/)),
  folder: z._default(folder, '.'),
  archiveFolder: z.optional(folder),
  completion: z._default(Completion, 'rename'),
  triggerSuffix: z._default(z.string().check(z.regex(/^[A-Za-z0-9._-]+$/)), '.trg'),
  timeoutSeconds: z._default(z.number().check(z.positive(), z.lte(60)), 30),
}
