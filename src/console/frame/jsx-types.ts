import type { Child as HonoChild, JSX as HonoJsx } from 'hono/jsx'

/** A value that JSX shows: no promise, because a page reads everything before it is written. */
export type Child = Exclude<HonoChild, Promise<string>>

/** A component answers at once. */
export type Component = (props: never) => Child

/** Attributes that HTML writes without a value. */
export type Flag = 'checked' | 'disabled' | 'download' | 'hidden' | 'open' | 'required' | 'selected'

/** Without the names that stand for any name, and without the spelling of React. */
type Known<Name> = string extends Name ? never : Name extends Lowercase<Name & string> ? Name : never

/** Attributes that Hono's types lack, or know as a boolean only. */
type More = { readonly [Name in 'formaction' | 'rel' | 'role' | `aria-${Aria}`]?: string | undefined } & {
  readonly spellcheck?: 'false'
}

type Aria = 'current' | 'describedby' | 'hidden' | 'invalid' | 'label' | 'labelledby'

/** Hono's attributes of an element, as text or a number. Only a flag is a boolean. */
type Written<Attributes> = {
  readonly [Name in keyof Attributes as Exclude<Known<Name>, keyof More>]?:
    | Extract<Attributes[Name], string | number | (Name extends Flag ? boolean : never)>
    | undefined
}

/** Elements without an end tag, of those that the console has. */
type Void = 'br' | 'input' | 'link' | 'meta'

export type Html = {
  readonly [Tag in keyof HonoJsx.IntrinsicElements as Known<Tag>]: Written<HonoJsx.IntrinsicElements[Tag]> &
    More & { readonly children?: Tag extends Void ? undefined : HonoChild }
}

type Geometry = 'cx' | 'cy' | 'dx' | 'height' | 'r' | 'rx' | 'width' | 'x' | 'x1' | 'x2' | 'y' | 'y1' | 'y2'

type Shape = More & { readonly [Name in Geometry]?: string | number } & {
  readonly id?: string
  readonly class?: string | undefined
  readonly href?: string
  readonly pathLength?: number
  readonly viewBox?: string
  readonly children?: HonoChild
}

export type Svg = Readonly<Record<'circle' | 'desc' | 'line' | 'rect' | 'svg' | 'text' | 'use', Shape>>
