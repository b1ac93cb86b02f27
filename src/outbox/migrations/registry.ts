import { firstSchema } from './001-first-schema.ts'
import { superseded } from './002-superseded.ts'
import { storageId } from './003-storage-id.ts'
import { corrections } from './004-corrections.ts'
import { destination } from './005-destination.ts'
import { standardNames } from './006-standard-names.ts'
import { catalogue } from './007-catalogue.ts'
import { refusals } from './008-refusals.ts'
import { alertKinds } from './009-alert-kinds.ts'
import { search } from './010-search.ts'
import { fewerRows } from './011-fewer-rows.ts'
import { customerSequence } from './012-customer-sequence.ts'
import { purgeAgain } from './013-purge-again.ts'
import { eventTexts } from './014-event-texts.ts'
import { receivedDays } from './015-received-days.ts'
import { searchMerges } from './016-search-merges.ts'
import { documentInVersion } from './017-document-in-version.ts'
import { heldDeliveries } from './018-held-deliveries.ts'
import { purgeUndone } from './019-purge-undone.ts'
import { refusedDeliveries } from './020-refused-deliveries.ts'
import { refusedDays } from './021-refused-days.ts'
import { eventTimes } from './022-event-times.ts'
import { actionMarks } from './023-action-marks.ts'
import { repeatedVersions } from './024-repeated-versions.ts'
import { stoppedDeliveries } from './025-stopped-deliveries.ts'
import { refusedBefore } from './026-refused-before.ts'
import { formerNumbers } from './027-former-numbers.ts'
import { numberOfVersion } from './028-number-of-version.ts'
import { takenOver } from './029-taken-over.ts'
import { discardedDays } from './030-discarded-days.ts'
import type { Migration } from './migration.ts'

/**
 * Every migration in the order of its version, without a gap. The last migration gives the schema that this code works
 * with.
 */
export const migrations: readonly Migration[] = [
  firstSchema,
  superseded,
  storageId,
  corrections,
  destination,
  standardNames,
  catalogue,
  refusals,
  alertKinds,
  search,
  fewerRows,
  customerSequence,
  purgeAgain,
  eventTexts,
  receivedDays,
  searchMerges,
  documentInVersion,
  heldDeliveries,
  purgeUndone,
  refusedDeliveries,
  refusedDays,
  eventTimes,
  actionMarks,
  repeatedVersions,
  stoppedDeliveries,
  refusedBefore,
  formerNumbers,
  numberOfVersion,
  takenOver,
  discardedDays,
]
