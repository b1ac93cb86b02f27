/** Why a server didn't do what was asked. */
export interface FolderError {
  /** `cut`: the line dropped or the time was up, so whether it was done is unknown. The rest is the server's own word. */
  readonly kind: 'cut' | 'missing' | 'denied' | 'occupied' | 'full' | 'unsupported' | 'failed' | 'misconfigured'
  /** How the server put it, or what happened, for the end of a sentence: 'it answered 553'. Never a credential. */
  readonly text: string
}

/** A folder at a supplier's, opened for one delivery. Null means done. */
export interface RemoteFolder {
  /** As the settings name it. */
  readonly name: string
  /** Replaces a file of that name. */
  write(file: string, bytes: Uint8Array<ArrayBuffer>): Promise<FolderError | null>
  /** Null where the server doesn't tell, or has no such file. */
  size(file: string): Promise<number | FolderError | null>
  /** How long the file is; `missing` only where it is certain that there is none. */
  find(file: string): Promise<number | FolderError>
  /** The first so many bytes of a file that has them. */
  read(file: string, length: number): Promise<Uint8Array | FolderError>
  /** May or may not replace a file that has the new name: servers differ. */
  rename(from: string, to: string): Promise<FolderError | null>
  remove(file: string): Promise<FolderError | null>
}

export const isFault = (answer: number | object | null): answer is FolderError =>
  typeof answer === 'object' && answer !== null && 'kind' in answer && 'text' in answer
