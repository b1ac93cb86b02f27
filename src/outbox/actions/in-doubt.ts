import { type DeliveryFact, isDiscardedMail, sharesChain } from '../../model/delivery-state.ts'

/** A document that a person discarded although the document may have arrived, and that no other delivery of the chain follows. */
export const discardedInDoubt = (all: readonly DeliveryFact[], route: string): DeliveryFact | undefined =>
  all.findLast(
    (delivery) =>
      delivery.route === route &&
      delivery.state === 'discarded' &&
      delivery.reached !== 'no' &&
      !isDiscardedMail(delivery, all) &&
      !all.some(
        (other) =>
          other.version >= delivery.version &&
          sharesChain(other, delivery) &&
          other.state !== 'discarded' &&
          other.state !== 'superseded',
      ),
  )
