import type { Supplier } from '../../profile/supplier.ts'
import type { Trial } from '../../steps/try-order.ts'
import { Chip } from '../frame/chip.tsx'
import { Crumb } from '../frame/crumb.tsx'
import { Field } from '../frame/field.tsx'
import { Form } from '../frame/form.tsx'
import { Fragment, h } from '../frame/jsx.ts'
import { Select } from '../frame/select.tsx'
import type { Visit } from '../frame/visit.ts'
import { TrialResult } from './trial-result.tsx'

const PATH = '/console/what-would'

interface BodyProps {
  readonly visit: Visit
  readonly suppliers: readonly (readonly [string, Supplier])[]
  readonly name: string
  readonly asked: string
  readonly json: string | null
  readonly isMissing: boolean
  readonly trial: Trial | null
}

export function WhatWouldBody({ visit, suppliers, name, asked, json, isMissing, trial }: BodyProps) {
  const { whatWould: text, routes } = visit.words
  return (
    <>
      <Crumb href="/console/routes">{routes.title}</Crumb>
      <div class="head">
        <h1>{text.title}</h1>
        <Chip tone="off" icon="info">
          {text.nothing}
        </Chip>
      </div>
      <div class="half">
        <div class="sheet pad flow">
          <form class="ask" action={PATH}>
            <SupplierField visit={visit} suppliers={suppliers} name={name} id="supplier-1" />
            <Field
              {...{ id: 'order', class: 'wide', label: text.pick, value: asked, autocomplete: 'off', dir: 'auto' }}
              problem={isMissing ? text.missing : undefined}
            />
            <button class="btn" type="submit">
              {text.take}
            </button>
          </form>
          <Form visit={visit} action={PATH}>
            <SupplierField visit={visit} suppliers={suppliers} name={name} id="supplier-2" />
            <div>
              <label for="json">{text.paste}</label>
              <textarea id="json" name="json" rows={20} spellcheck="false" dir="ltr">
                {json ?? ''}
              </textarea>
            </div>
            <div class="acts">
              <button class="btn go" type="submit">
                {text.show}
              </button>
            </div>
          </Form>
        </div>
        {trial && <TrialResult visit={visit} trial={trial} />}
      </div>
    </>
  )
}

/** Two forms ask for the supplier; a single supplier needs no question. */
function SupplierField({
  visit,
  suppliers,
  name,
  id,
}: Pick<BodyProps, 'visit' | 'suppliers' | 'name'> & { id: string }) {
  if (suppliers.length < 2) return <input type="hidden" name="supplier" value={name} />
  const options = suppliers.map(([one, supplier]) => [one, supplier.name] as const)
  const { supplier: label } = visit.words.orders
  return <Select {...{ id, name: 'supplier', class: 'wide', label, options, chosen: name }} />
}
