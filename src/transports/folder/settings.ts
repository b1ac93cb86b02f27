import * as z from 'zod/mini'
import { attemptSeconds } from '../transport.ts'
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
  host: z
    .string()
    .check(z.regex(/^[^\s/@]+$/))
    .check(z.describe('The server.')),
  folder: z
    ._default(folder, '.')
    .check(z.describe('The folder, as the server names it. Default: where the server puts us.')),
  archiveFolder: z
    .optional(folder)
    .check(z.describe('Where a job moves files under the same name, for `whenUncertain`.')),
  completion: z
    ._default(Completion, 'rename')
    .check(z.describe('Shows that a file is complete: by a rename, by a trigger file, or not at all.')),
  triggerSuffix: z
    ._default(z.string().check(z.regex(/^[A-Za-z0-9._-]+$/)), '.trg')
    .check(z.describe('With `triggerFile`: the end of the name of the trigger.')),
  timeoutSeconds: attemptSeconds(),
}
