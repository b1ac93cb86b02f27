/** The part of ssh2's server half that the scripted server uses, because ssh2 has no types of its own. */
declare module 'ssh2' {
  export interface Offer {
    readonly method: string
    readonly username: string
    readonly password?: string
    accept(): void
    reject(methods?: readonly string[]): void
    prompt(prompts: readonly { prompt: string; echo: boolean }[], answer: (answers: readonly string[]) => void): void
  }

  export interface SftpServer {
    on(event: string, hear: (request: number, ...words: never[]) => void): this
    handle(request: number, handle: Buffer): void
    status(request: number, code: number): void
    data(id: number, bytes: Uint8Array): void
    attrs(request: number, attributes: object): void
  }

  export interface Peer {
    on(event: 'authentication', hear: (offer: Offer) => void): this
    on(event: 'session', hear: (accept: () => Session) => void): this
    on(event: 'ready' | 'close', hear: () => void): this
    on(event: 'error', hear: (error: Error) => void): this
    end(): void
  }

  export interface Session {
    on(event: 'sftp', hear: (accept: () => SftpServer, reject: () => void) => void): this
  }

  export interface Server {
    listen(port: number, host: string, ready: () => void): void
    address(): { readonly port: number }
    close(): void
  }

  const ssh2: {
    readonly Server: new (settings: object, meet: (peer: Peer) => void) => Server
    readonly utils: {
      generateKeyPairSync(kind: string, options?: object): { readonly private: string; readonly public: string }
      parseKey(key: string): { getPublicSSH(): Buffer }
    }
  }
  export default ssh2
}
