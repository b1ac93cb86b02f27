import { createServer, type Socket } from 'node:net'
import { type FileMemory, fileMemory } from './file-memory.ts'

/** Script of a test server; without a script the server works correctly. */
export interface FtpManners {
  /** Replies to these commands, or to complete lines, instead of the action. */
  readonly answers?: Readonly<Record<string, number>>
  /** Replies to these commands, with code and text. */
  readonly says?: Readonly<Record<string, string>>
  /** Keeps the complete document, and then sends this reply. */
  readonly keepsAndSays?: number
  /** Gives so many bytes of a document, and calls that all. */
  readonly gives?: number
  /**
   * Breaks the data connection, and sends this reply a moment later. For a reply that is no refusal, the server has no
   * byte of the document.
   */
  readonly breaks?: number
  /** Accepts no byte of a document, and reports success at once. */
  readonly skips?: boolean
  /** Sends a preliminary greeting, and delays every reply. */
  readonly isSlow?: boolean
  /** Reports success a second time before the next reply. */
  readonly stutters?: boolean
  /** Cuts the connection at this command, before or after the action. */
  readonly cut?: { readonly at: string; readonly after: boolean }
}

export interface FtpServer extends FileMemory<FtpManners, string> {
  readonly port: number
  close(): void
}

/** A plain FTP server that never replaces a file on rename, and supports only extended passive mode. */
export async function openFtpServer(): Promise<FtpServer> {
  const memory = fileMemory<FtpManners, string>({})
  const { files, log } = memory

  const control = createServer((socket) => {
    memory.connections++
    serve(socket)
  })

  function serve(socket: Socket): void {
    let folder = ''
    let renaming = ''
    let data: Promise<string> = Promise.resolve('')
    let reader: Socket | null = null
    const say = (line: string): void => void socket.write(`${line}\r\n`)
    const at = (name: string): string => `${folder}${name}`
    socket.on('error', () => {})
    socket.setNoDelay(true)
    if (memory.manners.isSlow) say('120 In a moment')
    const pause = () => new Promise<void>((over) => setTimeout(over, 5))
    let turn = (memory.manners.isSlow ? pause() : Promise.resolve()).then(() => say('220 Ready'))
    let stutter = ''

    const commands: Readonly<Record<string, (word: string) => string | Promise<string>>> = {
      USER: () => '331 And the password?',
      PASS: () => '230 In',
      TYPE: () => '200 Fine',
      CWD: (word) => {
        folder = `${word}/`
        return '250 There'
      },
      EPSV: () => {
        reader = null
        const passive = createServer()
        data = new Promise((resolve) =>
          passive.once('connection', (one) => {
            let text = ''
            passive.close()
            reader = one
            const { breaks = 0 } = memory.manners
            if (breaks) setTimeout(() => one.resetAndDestroy(), breaks < 300 ? 0 : 5)
            if (breaks && breaks < 300) one.pause()
            one.on('data', (chunk) => (text += chunk))
            one.on('error', () => {})
            one.on('close', () => resolve(text))
          }),
        )
        return new Promise((resolve) =>
          passive.listen(0, '127.0.0.1', () => {
            const address = passive.address()
            resolve(`229 Extended (|||${typeof address === 'object' && address ? address.port : 0}|)`)
          }),
        )
      },
      STOR: async (word) => {
        if (memory.manners.skips) return '226 Taken'
        const { breaks = 0 } = memory.manners
        if (breaks >= 300) say('150 Go on')
        if (breaks) {
          const half = await data
          await new Promise((resolve) => setTimeout(resolve, 50))
          if (breaks < 300) {
            say('150 Go on')
            files.set(at(word), half)
          }
          return `${breaks} As told`
        }
        say('150 Go on')
        files.set(at(word), await data)
        if (memory.manners.stutters) stutter = '226 Taken'
        return memory.manners.keepsAndSays ? `${memory.manners.keepsAndSays} As told` : '226 Taken'
      },
      RETR: async (word) => {
        const file = files.get(at(word))
        if (file === undefined) return '550 None'
        say('150 Here it comes')
        while (!reader) await new Promise((resolve) => setTimeout(resolve, 1))
        reader.end(file.slice(0, memory.manners.gives))
        return '226 Given'
      },
      SIZE: (word) => (files.has(at(word)) ? `213 ${Buffer.byteLength(files.get(at(word)) ?? '')}` : '550 None'),
      RNFR: (word) => {
        renaming = at(word)
        return files.has(renaming) ? '350 To what?' : '550 None'
      },
      RNTO: (word) => {
        if (files.has(at(word))) return '553 Taken'
        files.set(at(word), files.get(renaming) ?? '')
        files.delete(renaming)
        return '250 Renamed'
      },
      DELE: (word) => (files.delete(at(word)) ? '250 Gone' : '550 None'),
      QUIT: () => '221 Bye',
    }

    async function obey(line: string): Promise<void> {
      const [command = '', ...words] = line.split(' ')
      log.push(command === 'PASS' ? command : line)
      const isCut = memory.manners.cut?.at === command
      if (memory.manners.isSlow || memory.manners.stutters) await pause()
      if (stutter) {
        say(stutter)
        stutter = ''
        await pause()
      }
      if (isCut && !memory.manners.cut?.after) return void socket.destroy()
      const forced = memory.manners.answers?.[line] ?? memory.manners.answers?.[command]
      const told = memory.manners.says?.[command] ?? (forced && `${forced} As told`)
      const answer = told ? told : await (commands[command]?.(words.join(' ')) ?? '502 Unknown')
      if (isCut) return void socket.destroy()
      say(answer)
    }

    let rest = ''
    socket.on('data', (chunk) => {
      const lines = `${rest}${chunk}`.split('\r\n')
      rest = lines.pop() ?? ''
      for (const line of lines) turn = turn.then(() => obey(line))
    })
  }

  await new Promise<void>((ready) => control.listen(0, '127.0.0.1', ready))
  const address = control.address()
  return Object.assign(memory, {
    port: typeof address === 'object' && address ? address.port : 0,
    close: () => control.close(),
  })
}
