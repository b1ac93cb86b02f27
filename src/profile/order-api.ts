import * as z from 'zod/mini'
import { clearTextMistake, isClearText } from '../web/clear-text.ts'
import { Marks, NO_MARKS } from './api-marks.ts'
import { SecretName } from './secret-name.ts'

/**
 * How the gateway reads a supplier's orders from Apicbase's order API. Each point that Apicbase's documentation
 * leaves open is a setting. The default loses no order.
 */

const CLEAR = clearTextMistake('the credentials of the order API, and every order,')

const parameter = z.string().check(z.regex(/^[A-Za-z_][\w.-]*$/))
const whole = (most: number) => z.int().check(z.gte(1), z.lte(most))

export const OrderApi = z.lazy(() =>
  z
    .strictObject({
      mode: z
        .optional(z.enum(['webhook', 'api', 'both']))
        .check(
          z.describe(
            '`webhook`: the poll is the audit. `api`: the poll is the source. `both`: either. Default: the webhook, if configured.',
          ),
        ),
      baseUrl: z._default(z.url(), 'https://api.apicbase.com').check(z.describe('The address of the order API.')),
      tokenUrl: z
        .optional(z.url())
        .check(z.describe('Where tokens are requested. Default: `/oauth/token/` of `baseUrl`.')),
      listPath: z
        ._default(z.string().check(z.regex(/^\/\S*$/)), '/api/v2/integrations/suppliers/purchase_orders/')
        .check(z.describe('The path of the list of orders.')),
      clientId: SecretName.check(z.describe('The name of the secret that holds the client id.')),
      clientSecret: SecretName.check(z.describe('The name of the secret that holds the client secret.')),
      since: z
        .string()
        .check(z.regex(/^\d{4}-\d{2}-\d{2}/))
        .check(z.describe('Orders placed before are never accepted. A date begins at midnight in `timeZone`.')),
      query: z
        ._default(z.record(parameter, z.string()), { status: 'ORDERED' })
        .check(
          z.describe('Parameters of every page. Without the status the list may hold carts that were never sent.'),
        ),
      dateParameter: z
        ._default(parameter, 'ordered_on__gt')
        .check(z.describe('The parameter that excludes old orders.')),
      dateFilter: z
        ._default(z.enum(['date', 'timestamp', 'none']), 'date')
        .check(z.describe('The precision of that parameter. With `none` every run reads the full list.')),
      overlapHours: z
        ._default(z.number().check(z.gte(1), z.lte(2_160)), 48)
        .check(z.describe('Hours before the last complete run at which each run begins.')),
      paging: z
        ._default(z.enum(['next', 'count']), 'next')
        .check(z.describe('`next` follows the address in the answer. `count` ignores it and counts pages.')),
      pageParameter: z._default(parameter, 'page').check(z.describe('The parameter with the number of the page.')),
      pageSizeParameter: z
        ._default(parameter, 'page_size')
        .check(z.describe('The parameter with the size of the page.')),
      pageSize: z
        ._default(whole(1_000), 200)
        .check(z.describe('Orders on a page. On the free plan of Cloudflare choose about 25.')),
      requestsPerMinute: z
        ._default(whole(1_000), 60)
        .check(z.describe('Over all suppliers with the same credentials. Apicbase allows 100.')),
      requestsPerRun: z
        ._default(z.int().check(z.gte(5), z.lte(10_000)), 45)
        .check(z.describe('Requests to the API in one run, over all suppliers. The next run goes on.')),
      callsPerRun: z
        ._default(whole(100_000), 9_000)
        .check(z.describe('Calls to our storage in one run. On the free plan of Cloudflare write 900.')),
      runSeconds: z._default(whole(840), 240).check(z.describe('How long one run may last.')),
      timeoutSeconds: z._default(whole(60), 20).check(z.describe('How long one request may last.')),
      maxPageBytes: z
        ._default(whole(25_000_000), 10_000_000)
        .check(z.describe('A longer page is refused. With long orders choose a smaller `pageSize`.')),
      marks: z._default(Marks, NO_MARKS).check(z.describe('Marks that the gateway writes back for each order.')),
      insecure: z._default(z.boolean(), false).check(z.describe('Allows addresses that begin with `http://`.')),
    })
    .check(
      z.refine(({ baseUrl, insecure }) => insecure || !isClearText(baseUrl), { path: ['baseUrl'], error: CLEAR }),
      z.refine(({ tokenUrl = '', insecure }) => insecure || !isClearText(tokenUrl), {
        path: ['tokenUrl'],
        error: CLEAR,
      }),
    ),
)

export type OrderApi = z.infer<typeof OrderApi>

/** The source of a supplier's orders: `webhook` (the poll only checks), `api` (the poll), or both. */
export const modeOf = (api: OrderApi, webhook: object | undefined): 'webhook' | 'api' | 'both' =>
  api.mode ?? (webhook ? 'webhook' : 'api')
