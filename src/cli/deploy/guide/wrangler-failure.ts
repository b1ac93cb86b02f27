import { type Stop, stop, type WranglerResult } from './step.ts'

/** Failures of Cloudflare and wrangler that an operator can end, with the advice. */
const KNOWN: readonly (readonly [RegExp, string])[] = [
  [
    /not logged in|You are not authenticated|Not authenticated|CLOUDFLARE_API_TOKEN environment variable/i,
    'wrangler is not signed in. Run `npm run wrangler -- login`, or set CLOUDFLARE_API_TOKEN.',
  ],
  [
    /code: (10000|9109)\b|Authentication error|Unauthorized to access/i,
    'Cloudflare refuses this account or token. The token needs "Workers Scripts: Edit", "Workers KV Storage: Edit" and "Account Settings: Read".',
  ],
  [
    /code: 10063\b|register a workers\.dev subdomain|workers\.dev subdomain/i,
    'The account has no workers.dev name yet. Open Workers & Pages in the Cloudflare dashboard once, and choose a name.',
  ],
  [
    /cron.*limit|limit.*cron|code: 10072\b/i,
    'The account has no cron trigger left: the Free plan has 5. Remove one from another Worker, or take the Paid plan.',
  ],
  [
    /namespace.*already exists|code: 10014\b/i,
    'A KV namespace of that name is there already. Write its id into wrangler.toml below [[kv_namespaces]]: npm run wrangler -- kv namespace list',
  ],
  [
    /R2 bucket.*(not found|does not exist)|code: 10006\b.*bucket|enable R2/i,
    'A bucket is missing. Make it: npm run wrangler -- r2 bucket create NAME',
  ],
  [
    /could not find (the )?zone|zone.*not found|code: 10082\b/i,
    'The domain is not in this account. Add the domain to Cloudflare first, or choose workers.dev.',
  ],
  [
    /already has externally managed DNS|code: 100117\b|already has.*DNS record/i,
    'The host name has a DNS record already. Delete the record in the Cloudflare dashboard, or choose another name.',
  ],
  [
    /startup exceeded CPU|code: 10021\b/i,
    'Cloudflare found the start of the Worker too slow. Try once more; the time varies.',
  ],
  [/exceed.*size limit|code: 10027\b/i, 'The Worker is larger than the plan allows. Take the Paid plan.'],
  [
    /getaddrinfo|ENOTFOUND|ECONNREFUSED|ETIMEDOUT|fetch failed|EAI_AGAIN/i,
    'Cloudflare could not be reached. Look at the network and the proxy of this machine.',
  ],
]

/** `what`: the action that failed, as the start of a sentence. */
export function wranglerFailure(what: string, { code, output }: WranglerResult): Stop {
  const advice = KNOWN.find(([pattern]) => pattern.test(output))?.[1]
  return stop(
    `${what} failed (wrangler ended with ${code}). ${advice ?? "Read wrangler's lines above, or the log that they name."}`,
  )
}
