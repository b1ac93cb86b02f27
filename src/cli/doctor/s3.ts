import { AwsClient } from 'aws4fetch'
import { sha256 } from '../../model/order/identity.ts'
import type { S3Settings } from '../../transports/s3.ts'
import { bucketAddress } from '../../transports/s3.ts'
import { clockFinding } from './clock.ts'
import type { Examine } from './examine.ts'
import { type Finding, failed, passed, unsure } from './finding.ts'
import { checkEndpoint } from './http.ts'

const ANSWER_MS = 10_000

/**
 * Requests an empty list: a store that knows the key confirms the key, whether or not listing is allowed. Writes
 * nothing.
 */
export const examineS3: Examine<S3Settings> = async function* (settings, { ports, now }) {
  const url = bucketAddress(settings)
  if (!(yield* checkEndpoint(url.href, now()))) return
  const { accessKeyId: idName, secretAccessKey: keyName, region, prefix } = settings
  const [accessKeyId, secretAccessKey] = [ports.secrets.get(idName), ports.secrets.get(keyName)]
  if (accessKeyId === undefined || secretAccessKey === undefined) {
    return yield failed(
      'settings',
      `${accessKeyId === undefined ? idName : keyName} is not set.`,
      'Set it in the vars file.',
    )
  }
  url.search = new URLSearchParams({ 'list-type': '2', 'max-keys': '0', prefix }).toString()
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: 0 })
  try {
    const signal = AbortSignal.timeout(ANSWER_MS)
    const headers = { 'x-amz-content-sha256': await sha256(new Uint8Array()) }
    const response = await fetch(await client.sign(url.href, { method: 'GET', headers, redirect: 'manual', signal }))
    const code = /<Code>([A-Za-z]{1,60})<\/Code>/.exec(await response.text())?.[1] ?? ''
    yield verdict(response.status, code, settings)
    const clock = clockFinding(response.headers.get('date'), now())
    if (clock) yield clock
  } catch {
    yield failed('open', 'The store broke off, or took too long to answer.', 'Try again; then ask the supplier.')
  }
}

const WRONG_KEY = new Set(['InvalidAccessKeyId', 'SignatureDoesNotMatch', 'InvalidSecurity', 'TokenRefreshRequired'])

function verdict(status: number, code: string, { bucket, prefix, region }: S3Settings): Finding {
  const answered = `it answered ${status}${code === '' ? '' : ` ${code}`}`
  const place = `${bucket}/${prefix}`
  if (status >= 200 && status < 300)
    return passed('open', `The store knows our key and the bucket ${bucket}. Nothing was written into it.`)
  if (WRONG_KEY.has(code))
    return failed(
      'sign in',
      `The store does not know our key, or the secret to it: ${answered}.`,
      'Compare both with the supplier.',
    )
  if (code === 'AccessDenied') {
    return passed(
      'open',
      `The store knows our key, which may not list ${bucket}, and need not. Nothing was written into it.`,
    )
  }
  if (code === 'NoSuchBucket' || status === 404)
    return failed(
      'open',
      `There is no bucket ${bucket}: ${answered}.`,
      'Compare its name with the supplier; nothing was created.',
    )
  if (code === 'RequestTimeTooSkewed')
    return failed(
      'clock',
      `The store's clock is another: ${answered}.`,
      'Look at the clock of this machine, and tell the supplier.',
    )
  if ((status >= 300 && status < 400) || code === 'AuthorizationHeaderMalformed') {
    return failed('open', `The bucket ${bucket} is not in ${region}: ${answered}.`, 'Ask for its region and endpoint.')
  }
  if (status === 401 || status === 403)
    return failed(
      'sign in',
      `The store turns us away: ${answered}.`,
      'Compare key, secret, region and bucket with the supplier.',
    )
  return unsure('open', `The store does not say whether ${place} can be written to: ${answered}.`, '--send-test tells.')
}
