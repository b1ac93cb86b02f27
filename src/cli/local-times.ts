import { localMinute } from '../model/local-time.ts'

const UTC_TIME = /\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z/g

/** A sentence of the Admin API, with each time on the clock of `zone`: `2026-12-01 22:00 Europe/Brussels`. */
export const withLocalTimes = (text: string, zone: string): string =>
  text.replaceAll(UTC_TIME, (time) => `${localMinute(Date.parse(time), zone)} ${zone}`)
