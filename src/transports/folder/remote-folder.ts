/** Why a server did not execute a command. */
export interface FolderError {
  /**
   * `cut`: the connection broke or the time was up, so the result is unknown. The other kinds are the server's reply.
   */
  readonly kind: 'cut' | 'missing' | 'denied' | 'occupied' | 'full' | 'unsupported' | 'failed' | 'misconfigured'
  /** The server's reply or the event, as the end of a sentence: 'it answered 553'. Never holds a credential. */
  readonly text: string
}

/** A folder of the supplier, opened for one delivery. Null means success. */
export interface RemoteFolder {
  /** Name as in the settings. */
  readonly name: string
  /** Replaces a file of that name. */
  write(file: string, bytes: Uint8Array<ArrayBuffer>): Promise<FolderError | null>
  /** Null if the server reports no size, or has no such file. */
  size(file: string): Promise<number | FolderError | null>
  /** Length of the file; `missing` only if the file certainly does not exist. */
  find(file: string): Promise<number | FolderError>
  /** Reads the first `length` bytes of a file that has at least `length` bytes. */
  read(file: string, length: number): Promise<Uint8Array | FolderError>
  /** Whether a file under the new name is replaced depends on the server. */
  rename(from: string, to: string): Promise<FolderError | null>
  remove(file: string): Promise<FolderError | null>
}

export const isFault = (answer: number | object | null): answer is FolderError =>
  typeof answer === 'object' && answer !== null && 'kind' in answer && 'text' in answer
