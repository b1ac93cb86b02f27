/** A body as text, in the character set it says it has: `text()` would read everything as UTF-8, and warn. */
export async function textOf(body: Request | Response): Promise<string> {
  const charset = /charset=([^;]+)/i.exec(body.headers.get('content-type') ?? '')?.[1] ?? 'utf-8'
  return new TextDecoder(charset).decode(await body.arrayBuffer())
}
