import type { Client, FTPResponse } from 'basic-ftp'
import { withTimeout } from '../../time-limit.ts'

/** How long a server has, after a data connection broke, to say why. */
const REASON_MS = 2_000

/** As `Client.uploadFrom`, which wants a stream of Node's where we have bytes, and hangs up before a server can say why. */
export async function store(client: Client, file: string, bytes: Uint8Array): Promise<FTPResponse> {
  const { ftp } = client
  await client.prepareTransfer(ftp)
  const { dataSocket } = ftp
  let patience: ReturnType<typeof setTimeout> | null = null
  let isSent = false
  // The library would close the control connection too, on which the reason is still to come.
  for (const event of ['error', 'close']) dataSocket?.removeAllListeners(event)
  // Some servers reset a line that has told them all: after its end that is no break.
  const left = new Promise<boolean>((resolve) => {
    dataSocket?.once('finish', () => resolve(true))
    dataSocket?.once('error', () => resolve(false))
  })
  dataSocket?.on('error', () => {
    patience ??= setTimeout(() => client.close(), REASON_MS)
  })
  try {
    const answer = await ftp.handle(`STOR ${file}`, (answer, task) => {
      if (answer instanceof Error) task.reject(answer)
      else if (answer.code === 125 || answer.code === 150) send()
      else if (answer.code >= 200) task.resolve(answer)
    })
    // A server that saw the line break takes what it had for all of it.
    if (!isSent || !(await withTimeout(REASON_MS, left).catch(() => false))) client.close()
    return answer
  } finally {
    if (patience) clearTimeout(patience)
    ftp.dataSocket = undefined
  }

  function send(): void {
    isSent = true
    const isReady = !dataSocket || !('getCipher' in dataSocket) || dataSocket.getCipher() !== undefined
    if (isReady) dataSocket?.end(bytes)
    else dataSocket.once('secureConnect', () => dataSocket.end(bytes))
  }
}

/** As `Client.downloadTo`, which wants a stream of Node's. No more than so many bytes are kept. */
export async function fetchWhole(client: Client, file: string, length: number): Promise<Uint8Array> {
  const { ftp } = client
  await client.prepareTransfer(ftp)
  const { dataSocket } = ftp
  for (const event of ['error', 'close']) dataSocket?.removeAllListeners(event)
  const bytes = new Uint8Array(length)
  let read = 0
  // Its end may come before or after the server's word that it is done.
  const ended = new Promise<void>((resolve) => {
    dataSocket?.on('data', (chunk: Uint8Array) => {
      const piece = chunk.subarray(0, length - read)
      bytes.set(piece, read)
      read += piece.byteLength
    })
    dataSocket?.on('error', () => {})
    dataSocket?.once('close', () => resolve())
  })
  try {
    await ftp.handle(`RETR ${file}`, (answer, task) => {
      if (answer instanceof Error) task.reject(answer)
      else if (answer.code >= 200) task.resolve(answer)
    })
    await ended
    return bytes.subarray(0, read)
  } finally {
    dataSocket?.destroy()
    ftp.dataSocket = undefined
  }
}
