import { lookup } from 'node:dns/promises'

/** Whether this machine's name system says that the host name does not exist. */
export const isUnknownHost = (host: string): Promise<boolean> =>
  lookup(host).then(
    () => false,
    (error: NodeJS.ErrnoException) => error.code === 'ENOTFOUND',
  )

/** The answer of the binding `LOCAL_NAMES`, for `src/platform/names.ts`. */
export async function answerName({ url }: { readonly url: string }): Promise<Response> {
  const isUnknown = await isUnknownHost(new URL(url).searchParams.get('name') ?? '')
  return new Response(null, { status: isUnknown ? 404 : 204 })
}
