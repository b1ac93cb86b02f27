import * as z from 'zod/mini'
import { clearTextMistake, isClearText } from '../web/clear-text.ts'
import { Marks, NO_MARKS } from './api-marks.ts'
import { SecretName } from './secret-name.ts'

/**
 * How one supplier's orders are read from Apicbase's order API. What its documentation leaves open is a setting, with the value
 * that loses nothing as its default.
 */

const CLEAR = clearTextMistake('the credentials of the order API, and every order,')

const parameter = z.string().check(z.regex(/^[A-Za-z_][\w.-]*$/))
const whole = (most: number) => z.int().check(z.gte(1), z.lte(most))

export const OrderApi = z.lazy(() =>
  z
    .strictObject({
      /** Whether the webhook or the list is where orders come from; by default the webhook, where there is one. */
      mode: z.optional(z.enum(['webhook', 'api', 'both'])),
      baseUrl: z._default(z.url(), 'https://api.apicbase.com'),
      /** Where tokens are asked for, if that is not `/oauth/token/` of `baseUrl`. */
      tokenUrl: z.optional(z.url()),
      listPath: z._default(z.string().check(z.regex(/^\/\S*$/)), '/api/v2/integrations/suppliers/purchase_orders/'),
      clientId: SecretName,
      clientSecret: SecretName,
      /** Orders placed before this are never taken. A date begins at midnight in `timeZone`. */
      since: z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}/)),
      /** Sent along with every page. Without the status the list may hold carts that nobody has sent. */
      query: z._default(z.record(parameter, z.string()), { status: 'ORDERED' }),
      dateParameter: z._default(parameter, 'ordered_on__gt'),
      /** How precise that parameter is; `none`: the whole list is read each time. */
      dateFilter: z._default(z.enum(['date', 'timestamp', 'none']), 'date'),
      /** So far back from the last complete run each run begins. */
      overlapHours: z._default(z.number().check(z.gte(1), z.lte(2_160)), 48),
      /** Follow `next`, or count pages and never look at it. */
      paging: z._default(z.enum(['next', 'count']), 'next'),
      pageParameter: z._default(parameter, 'page'),
      pageSizeParameter: z._default(parameter, 'page_size'),
      pageSize: z._default(whole(1_000), 200),
      /** Over all suppliers with the same credentials. Theirs is 100. */
      requestsPerMinute: z._default(whole(1_000), 60),
      /** What one run may ask of the API, and of our own storage; then the next goes on. Limits of the Cloudflare plan. */
      requestsPerRun: z._default(z.int().check(z.gte(5), z.lte(10_000)), 45),
      callsPerRun: z._default(whole(100_000), 9_000),
      runSeconds: z._default(whole(840), 240),
      timeoutSeconds: z._default(whole(60), 20),
      maxPageBytes: z._default(whole(25_000_000), 10_000_000),
      /** What is written back, of each order. */
      marks: z._default(Marks, NO_MARKS),
      /** Whether addresses may begin with http://. */
      insecure: z._default(z.boolean(), false),
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

/** Where a supplier's orders come from: `webhook` (the poll is the audit), `api` (the poll is the source), or both. */
export const modeOf = (api: OrderApi, webhook: object | undefined): 'webhook' | 'api' | 'both' =>
  api.mode ?? (webhook ? 'webhook' : 'api')
