import * as z from 'zod/mini'
import { VERSION } from '../../src/version.ts'
import * as catalogueAnswers from './catalogue-answers.ts'
import * as deskAnswers from './desk-answers.ts'
import type { Caller, Operation } from './operation.ts'
import { BODIES, OPERATIONS } from './operations.ts'
import * as orderAnswers from './order-answers.ts'
import { refusal } from './problem.ts'
import * as receiverAnswers from './receiver-answers.ts'
import * as supplierAnswers from './supplier-answers.ts'

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined }

/** The HTTP interface of the gateway, as OpenAPI 3.1. */
export function openApi(): Json {
  const schemas = new Map<z.ZodMiniType, string>(named())
  return {
    openapi: '3.1.1',
    info: {
      title: 'Orderbridge',
      version: VERSION,
      description:
        'A gateway that takes the orders of restaurants in Apicbase and hands each order to the system of a food supplier.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '{gateway}', variables: { gateway: { default: 'http://localhost:8787' } } }],
    tags: TAGS.map(([name, description]) => ({ name, description })),
    security: [],
    paths: Object.fromEntries(
      [...new Set(OPERATIONS.map(({ path }) => path))].map((path) => [path, pathItem(path, schemas)]),
    ),
    components: {
      securitySchemes: SCHEMES,
      responses: Object.fromEntries(
        Object.entries(MEANINGS).map(([status, description]) => [
          `Refusal${status}`,
          { description, content: REFUSAL },
        ]),
      ),
      schemas: Object.fromEntries([...schemas].map(([schema, name]) => [name, schemaOf(schema)])),
    },
  }
}

const TAGS: readonly (readonly [string, string])[] = [
  ['webhook', 'Apicbase posts orders here.'],
  ['admin', "People's tools read and settle orders here."],
  ['mailbox', 'A system of the supplier, or a courier, collects documents here.'],
  ['replies', 'Systems of receivers post acknowledgements here.'],
  ['health', 'A monitor asks here.'],
]

const TAG: Readonly<Record<Caller, string>> = {
  ...{ webhook: 'webhook', person: 'admin', mailbox: 'mailbox', receiver: 'replies', anybody: 'health' },
}

const SCHEMES = {
  signature: {
    ...{ type: 'apiKey', in: 'header', name: 'X-APIC-WEBHOOK-SIGNATURE' },
    description: 'HMAC-SHA256 of the body in hex, with a webhook secret of the supplier.',
  },
  consoleToken: {
    ...{ type: 'http', scheme: 'bearer' },
    description: 'CONSOLE_TOKEN, or the token of a person in the setting `console`.',
  },
  routeToken: { type: 'http', scheme: 'bearer', description: 'The token of the route.' },
}

const SCHEME: Readonly<Record<Caller, keyof typeof SCHEMES | null>> = {
  ...{ webhook: 'signature', person: 'consoleToken', mailbox: 'routeToken', receiver: 'routeToken', anybody: null },
}

const REFUSAL = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Refusal' } } }

const MEANINGS: Readonly<Record<number, string>> = {
  400: 'The body cannot be read.',
  401: 'The token is missing or wrong.',
  403: 'The signature or the role does not allow the call.',
  404: 'There is no such thing here.',
  409: 'The state of the order or route does not allow the call.',
  410: 'A later version has replaced the document.',
  413: 'The body is too large.',
  422: 'The content is refused, with every problem.',
  503: 'The gateway cannot answer now. Nothing was stored.',
}

const pathItem = (path: string, schemas: ReadonlyMap<z.ZodMiniType, string>): Json => ({
  parameters: [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    ...{ name, in: 'path', required: true },
    schema: name === 'table' ? { type: 'string', enum: ['articles', 'customers'] } : { type: 'string' },
  })),
  ...Object.fromEntries(
    OPERATIONS.filter((one) => one.path === path).map((one) => [one.method, operation(one, schemas)]),
  ),
})

function operation(one: Operation, schemas: ReadonlyMap<z.ZodMiniType, string>): Json {
  const { id, summary, caller, query = {}, body, needs = [], answer, refuses = [] } = one
  const scheme = SCHEME[caller]
  const denied = scheme === null ? [] : caller === 'webhook' ? [403] : [401, ...(caller === 'person' ? [403] : [])]
  const statuses = [...new Set([...denied, ...refuses])].toSorted((a, b) => a - b)
  const ref = (schema: z.ZodMiniType): Json => ({ $ref: `#/components/schemas/${schemas.get(schema)}` })
  return {
    ...{ operationId: id, summary, tags: [TAG[caller]], security: scheme === null ? [{}] : [{ [scheme]: [] }] },
    ...(Object.keys(query).length === 0 ? {} : { parameters: Object.entries(query).map(queryParameter) }),
    ...(body
      ? {
          requestBody: {
            required: true,
            content: {
              'application/json': {
                schema: needs.length === 0 ? ref(body) : { allOf: [ref(body), { type: 'object', required: needs }] },
              },
            },
          },
        }
      : {}),
    responses: {
      200: {
        description: 'Done.',
        content:
          typeof answer === 'string'
            ? { [answer]: { schema: { type: 'string' } } }
            : { 'application/json': { schema: ref(answer) } },
      },
      ...Object.fromEntries(statuses.map((status) => [status, { $ref: `#/components/responses/Refusal${status}` }])),
    },
  }
}

const queryParameter = ([name, description]: [string, string]): Json => ({
  ...{ name, in: 'query', required: false, description },
  schema: { type: name === 'limit' || name === 'version' || name === 'number' ? 'integer' : 'string' },
})

/** The exports of these files. The name of an export is the name of its schema in the document. */
const ANSWERS: Readonly<Record<string, unknown>> = {
  ...{ refusal, ...orderAnswers, ...supplierAnswers },
  ...{ ...deskAnswers, ...catalogueAnswers, ...receiverAnswers },
}

/** Every schema of a body or an answer, with its name in the document. */
function named(): [z.ZodMiniType, string][] {
  const shown = new Set(OPERATIONS.flatMap(({ answer }) => (typeof answer === 'string' ? [] : [answer])))
  const answered = Object.keys(ANSWERS)
    .sort()
    .flatMap((name): [z.ZodMiniType, string][] => {
      const schema = ANSWERS[name]
      return isSchema(schema) && (shown.has(schema) || schema === refusal) ? [[schema, capital(name)]] : []
    })
  return [...Object.entries(BODIES).map(([name, schema]): [z.ZodMiniType, string] => [schema, name]), ...answered]
}

const isSchema = (value: unknown): value is z.ZodMiniType =>
  typeof value === 'object' && value !== null && '_zod' in value

const capital = (name: string): string => `${name[0]?.toUpperCase()}${name.slice(1)}`

const schemaOf = (schema: z.ZodMiniType): Json => {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return JSON.parse(JSON.stringify(json))
}
