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
      /** Whether orders come from the webhook or the list; default: the webhook, if configured. */
      mode: z.optional(z.enum(['webhook', 'api', 'both'])),
      baseUrl: z._default(z.url(), 'https://api.apicbase.com'),
      /** The address for tokens; default: `/oauth/token/` of `baseUrl`. */
      tokenUrl: z.optional(z.url()),
      listPath: z._default(z.string().check(z.regex(/^\/\S*$/)), '/api/v2/integrations/suppliers/purchase_orders/'),
      clientId: SecretName,
      clientSecret: SecretName,
      /** Orders placed before this date are never imported. A date starts at midnight in `timeZone`. */
      since: z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}/)),
      /** Parameters of every page. Without the status the list may hold carts that were never sent. */
      query: z._default(z.record(parameter, z.string()), { status: 'ORDERED' }),
      dateParameter: z._default(parameter, 'ordered_on__gt'),
      /** The precision of the date parameter. With `none` every run reads the full list. */
      dateFilter: z._default(z.enum(['date', 'timestamp', 'none']), 'date'),
      /** Hours before the last complete run at which each run starts. */
      overlapHours: z._default(z.number().check(z.gte(1), z.lte(2_160)), 48),
      /** Follow `next`, or count pages and ignore `next`. */
      paging: z._default(z.enum(['next', 'count']), 'next'),
      pageParameter: z._default(parameter, 'page'),
      pageSizeParameter: z._default(parameter, 'page_size'),
      pageSize: z._default(whole(1_000), 200),
      /** For all suppliers with the same credentials. Apicbase allows 100. */
      requestsPerMinute: z._default(whole(1_000), 60),
      /**
       * The requests to the API and the calls to storage in one run; the next run continues. Match the limits of the
       * Cloudflare plan.
       */
      requestsPerRun: z._default(z.int().check(z.gte(5), z.lte(10_000)), 45),
      callsPerRun: z._default(whole(100_000), 9_000),
      runSeconds: z._default(whole(840), 240),
      timeoutSeconds: z._default(whole(60), 20),
      maxPageBytes: z._default(whole(25_000_000), 10_000_000),
      /** The marks that the gateway writes for each order. */
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

/** The source of a supplier's orders: `webhook` (the poll only checks), `api` (the poll), or both. */
export const modeOf = (api: OrderApi, webhook: object | undefined): 'webhook' | 'api' | 'both' =>
  api.mode ?? (webhook ? 'webhook' : 'api')
