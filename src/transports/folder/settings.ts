import * as z from 'zod/mini'
import { Completion, type CompletionSettings } from './completion.ts'

/** Of a transport that puts files into folders of a server. */
export interface FolderSettings extends CompletionSettings {
  /** As the server names it: from its root, or from where it lets us in. */
  readonly folder: string
  /** Where their job puts what it has taken, under the same name. */
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
