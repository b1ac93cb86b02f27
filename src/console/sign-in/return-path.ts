/** The page that the visitor asked for, if it is a page of the console: another address would be an open redirect. */
export function returnPath(asked: string | null | undefined): string {
  const isOurs = /^\/console(?:[/?]|$)/.test(asked ?? '') && URL.canParse(asked ?? '', BASE)
  if (!asked || !isOurs) return HOME
  const { origin, pathname, search } = new URL(asked, BASE)
  return origin === BASE && /^\/console(?:\/|$)/.test(pathname) && !isSignPage(pathname) ? pathname + search : HOME
}

const HOME = '/console'
const BASE = 'https://console.invalid'
/** A return to these pages would ask for the token again. */
export const isSignPage = (pathname: string): boolean => /^\/console\/sign-(?:in|out)\/*$/.test(pathname)
