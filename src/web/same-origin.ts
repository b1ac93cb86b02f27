/**
 * Whether a page of this gateway caused the request. Browsers set `Sec-Fetch-Site` themselves, and no page can change
 * it. A page without referrers posts `Origin: null`, so `Origin` only counts for a browser without `Sec-Fetch-Site`.
 */
export function isSameOrigin({ headers, url }: Request): boolean {
  const site = headers.get('sec-fetch-site')
  return site === null ? headers.get('origin') === new URL(url).origin : site === 'same-origin'
}
