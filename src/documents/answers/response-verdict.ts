import type { ResponseVerdict } from '../../model/response-verdict.ts'
import type { Result } from '../../model/result.ts'

export type VerdictReader = (bytes: Uint8Array) => Result<ResponseVerdict, string>
