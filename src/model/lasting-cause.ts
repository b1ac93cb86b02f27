import { type FindingCode, readFindings } from './finding.ts'

/** Findings that no retry ends: a person must correct a host name or a certificate. */
const LASTING: ReadonlySet<FindingCode> = new Set(['no-such-name', 'ftp-certificate', 'mail-certificate'])

/** Whether the note of an attempt names a cause that lasts until a person corrects it. */
export const isLasting = (note: string): boolean => readFindings(note).some(({ code }) => LASTING.has(code))
