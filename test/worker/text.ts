/** A body as text in its declared character set. `text()` would read every body as UTF-8, and warn. */
export async function textOf(body: Request | Response): Promise<string> {
  const charset = /charset=([^;]+)/i.exec(body.headers.get('content-type') ?? '')?.[1] ?? 'utf-8'
  return new TextDecoder(charset).decode(await body.arrayBuffer())
}
