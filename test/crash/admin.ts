/** The Admin API, as any client may call it. */
export interface Admin {
  /** Posts `body` where there is one. Throws when no answer came. */
  call<T = unknown>(path: string, body?: object): Promise<{ readonly status: number; readonly value: T }>
}

const PATIENCE_MS = 10_000

export const createAdmin = (url: string, token: string): Admin => ({
  async call<T>(path: string, body?: object) {
    const response = await fetch(`${url}/api${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${token}` },
      ...(body ? { body: JSON.stringify(body) } : {}),
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    return { status: response.status, value: (await response.json()) as T }
  },
})
