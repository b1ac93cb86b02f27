/** SEEN as workerd speaks to it: `GET` and `PUT` of a key. Kept in memory, and counted. */
const values = new Map<string, ArrayBuffer>()
const calls = { get: 0, put: 0 }

export default {
  async fetch(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url)
    if (pathname === '/bench/calls') return Response.json(calls)
    if (request.method === 'PUT') {
      calls.put++
      values.set(pathname, await request.arrayBuffer())
      return new Response()
    }
    calls.get++
    const value = values.get(pathname)
    return value ? new Response(value) : new Response(null, { status: 404 })
  },
}
