/** The used part of ssh2's client, which has no types of its own. The launcher builds the bundle: scripts/ssh2. */

/** An error with its origin and with the server's code. */
export interface Ssh2Error extends Error {
  readonly level?: string
  readonly code?: number | string
  readonly reason?: number
}

export type Done<T = void> = (error: Ssh2Error | null | undefined, value: T) => void

export interface Handle {
  readonly byteLength: number
}

export interface Sftp {
  on(event: 'error', listener: () => void): this
  open(path: string, flags: 'w' | 'r', done: Done<Handle>): void
  /** Reads at most `length` bytes; fewer at the end of the file, or if the server sends fewer. */
  read(handle: Handle, into: Uint8Array, offset: number, length: number, position: number, done: Done<number>): void
  write(handle: Handle, data: Uint8Array, offset: number, length: number, position: number, done: Done): void
  close(handle: Handle, done: Done): void
  stat(path: string, done: Done<{ readonly size: number }>): void
  rename(from: string, to: string, done: Done): void
  unlink(path: string, done: Done): void
  /** Throws if the server does not know the extension. */
  ext_openssh_rename(from: string, to: string, done: Done): void
}

export interface Connection {
  readonly sock: object
  readonly username: string
  readonly password?: string
  readonly privateKey?: string
  readonly passphrase?: string
  readonly tryKeyboard: boolean
  readonly authHandler: readonly string[]
  readonly readyTimeout: number
  readonly algorithms: Readonly<Record<string, readonly string[]>>
  readonly hostVerifier: (key: Uint8Array<ArrayBuffer>, verify: (trusted: boolean) => void) => void
}

export declare class Client {
  /** Throws if the private key cannot be read. */
  connect(connection: Connection): void
  sftp(done: Done<Sftp>): void
  end(): void
  destroy(): void
  on(event: 'handshake' | 'ready' | 'close' | 'end', listener: () => void): this
  on(event: 'error', listener: (error: Ssh2Error) => void): this
  on(
    event: 'keyboard-interactive',
    listener: (
      name: string,
      instructions: string,
      language: string,
      prompts: readonly { readonly prompt: string }[],
      answer: (answers: readonly string[]) => void,
    ) => void,
  ): this
}
