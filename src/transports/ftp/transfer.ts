import type { Client, FTPResponse } from 'basic-ftp'
import { withTimeout } from '../../web/time-limit.ts'

/** Time for a server to give a reason after the data connection broke. */
const REASON_MS = 2_000

/**
 * Like `Client.uploadFrom`, which needs a Node stream and closes the connection before the server can give a reason.
 */
export async function store(client: Client, file: string, bytes: Uint8Array): Promise<FTPResponse> {
  const { ftp } = client
  await client.prepareTransfer(ftp)
  const { dataSocket } = ftp
  let patience: ReturnType<typeof setTimeout> | null = null
  let isSent = false
  // The library would also close the control connection, on which the server still sends the reason.
  for (const event of ['error', 'close']) dataSocket?.removeAllListeners(event)
  // Servers may reset the data connection after a complete transfer: a reset after the end is no failure.
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
    // A server that saw the connection break takes an incomplete file as complete.
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

/** Like `Client.downloadTo`, which needs a Node stream. Keeps at most `length` bytes. */
export async function fetchWhole(client: Client, file: string, length: number): Promise<Uint8Array> {
  const { ftp } = client
  await client.prepareTransfer(ftp)
  const { dataSocket } = ftp
  for (const event of ['error', 'close']) dataSocket?.removeAllListeners(event)
  const bytes = new Uint8Array(length)
  let read = 0
  // The data connection may end before or after the server's final reply.
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
