import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Command } from 'cmdk'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import type { Lang } from '../../core/entity/label'
import { address, get, objectOf, useMetadata } from '../api'
import { openForm } from '../generic/form/open'
import { IconButton } from '../kit/Button'
import { keepFocus } from '../kit/focus'
import { Icon } from '../kit/Icon'
import { Kbd } from '../kit/Kbd'
import { SkeletonRows } from '../kit/States'
import { Segmented } from '../kit/Tabs'
import { fill, plural, useLang, useWords } from '../words'
import type { AreaOffer } from './areas'
import { Marked } from './Marked'
import { openShortcuts, typedAhead } from './overlay'
import './Palette.css'
import { opened, type Recent, recent } from './recent'
import { chooseLanguage, LANGUAGES, leave } from './TopBar'
import { setTheme } from './theme'
import * as words from './words'

interface Found extends Recent {
  subtitle?: string
  /** Where in the title what was typed was found: [from, to) of characters. */
  marks?: [number, number][]
}
interface Offer {
  id: string
  icon: string
  label: string
  run(): void
}

const PAUSE_MS = 90
const FEW = 6

/** Find anything, go anywhere, create anything, from the keyboard. `>` shows only commands. */
export function Palette({ areas, onClose }: { areas: AreaOffer[]; onClose: () => void }) {
  const { kit } = useWords()
  const { palette: w } = useWords(words)
  const metadata = useMetadata()
  const navigate = useNavigate()
  const box = useRef<HTMLDivElement>(null)
  const [typed, setTyped] = useState('')
  // When the field is there and not while it is drawn, which may happen twice.
  useEffect(() => setTyped(typedAhead()), [])
  const [only, setOnly] = useState('')
  const commandsOnly = typed.startsWith('>') || only === '>'
  const text = typed.replace(/^>/, '').trim()
  const asked = usePaused(commandsOnly ? '' : text)
  const { data: found, isFetching } = useQuery({
    queryKey: ['search', asked],
    queryFn: ({ signal }) => get<{ items: Found[] }>(address('/api/search', { q: asked, limit: 30 }), signal),
    enabled: asked.length > 0,
    placeholderData: asked ? keepPreviousData : undefined,
    staleTime: 10_000,
  })
  const offers = useOffers(areas, text)
  const go = (act: () => void) => {
    onClose()
    act()
  }
  const openRecord = (item: Recent, beside = false) => {
    const object = objectOf(metadata, item.object)
    if (!object) return
    opened(item)
    go(() =>
      beside
        ? void navigate({ to: '/$object', params: { object: object.path }, search: { panel: item.id } })
        : void navigate({ to: '/$object/$id', params: { object: object.path, id: item.id } }),
    )
  }

  const items = asked && !commandsOnly ? (found?.items ?? []) : []
  const groups = byObject(items).filter(([object]) => !only || only === object)
  const names = byObject(items).map(([object]) => object)
  useEffect(() => {
    if (only && only !== '>' && !names.includes(only)) setOnly('')
  })
  const record = (item: Found) => (
    <Command.Item
      key={item.id}
      value={`${item.object}:${item.id}`}
      onSelect={() => openRecord(item)}
      onClick={event => {
        if (!event.ctrlKey && !event.metaKey) return
        event.stopPropagation()
        openRecord(item, true)
      }}
    >
      <Icon name={objectOf(metadata, item.object)?.icon ?? 'file-text'} />
      <span className="ellipsis">
        <Marked text={item.title} typed={text} marks={item.marks} />
      </span>
      {item.subtitle && <span className="palette-sub ellipsis">{item.subtitle}</span>}
      <End>{w.open}</End>
    </Command.Item>
  )
  const offer = (one: Offer) => (
    <Command.Item key={one.id} value={one.id} onSelect={() => go(one.run)}>
      <Icon name={one.icon} />
      <span className="ellipsis">
        <Marked text={one.label} typed={text} />
      </span>
      <End>{w.open}</End>
    </Command.Item>
  )
  const some = (list: Offer[]) => (text || commandsOnly ? list : list.slice(0, FEW))
  const nothingOffered = Object.values(offers).every(list => list.length === 0)
  const searching = isFetching && asked !== '' && items.length === 0 && nothingOffered
  const nothing = text && asked === text && !isFetching && groups.length === 0 && nothingOffered

  return createPortal(
    <>
      <div className="palette-mask" onPointerDown={onClose} />
      <div
        ref={box}
        role="dialog"
        aria-modal="true"
        aria-label={w.label}
        className="palette"
        onKeyDown={event => {
          keepFocus(event, box.current!)
          if (event.key === 'Escape') onClose()
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.preventDefault()
            const chosen = box.current!.querySelector('[cmdk-item][data-selected="true"]')?.getAttribute('data-value')
            const item = items.find(i => `${i.object}:${i.id}` === chosen)
            if (item) openRecord(item, true)
          }
        }}
      >
        <Command shouldFilter={false} loop label={w.label}>
          <div className="palette-head">
            <Icon name="search" />
            <Command.Input autoFocus value={typed} onValueChange={setTyped} placeholder={w.type} maxLength={100} />
            {names.length > 0 && (
              <Segmented
                label={w.records}
                value={only}
                onChange={setOnly}
                options={[
                  { id: '', label: w.all },
                  ...names
                    .slice(0, 3)
                    .map(object => ({ id: object, label: objectOf(metadata, object)?.label ?? object })),
                  { id: '>', label: w.commands },
                ]}
              />
            )}
            <span className="palette-close">
              <IconButton icon="x" size={28} label={kit.close} onClick={onClose} />
            </span>
          </div>
          <Command.List className="palette-list" label={w.records} hidden={!!nothing || searching}>
            {groups.map(([object, list]) => (
              <Command.Group key={object} heading={objectOf(metadata, object)?.label ?? object}>
                {(only ? list : list.slice(0, FEW)).map(record)}
              </Command.Group>
            ))}
            {!text && !commandsOnly && recent().length > 0 && (
              <Command.Group heading={w.recent}>{recent().slice(0, FEW).map(record)}</Command.Group>
            )}
            {(!only || only === '>') && (
              <>
                {offers.create.length > 0 && (
                  <Command.Group heading={w.create}>{some(offers.create).map(offer)}</Command.Group>
                )}
                {offers.goTo.length > 0 && <Command.Group heading={w.goTo}>{offers.goTo.map(offer)}</Command.Group>}
                {offers.settings.length > 0 && (text || commandsOnly) && (
                  <Command.Group heading={w.settings}>{offers.settings.map(offer)}</Command.Group>
                )}
              </>
            )}
          </Command.List>
          {searching && <SkeletonRows rows={3} height={40} />}
          {nothing && (
            <div className="palette-empty">
              <b>{fill(w.nothing, { text })}</b>
              <p className="t2">{w.nothingText}</p>
            </div>
          )}
        </Command>
        <div className="palette-foot" aria-hidden="true">
          <span>
            <Kbd>↑</Kbd>
            <Kbd>↓</Kbd>
            {w.choose}
          </span>
          <span>
            <Kbd>Ctrl Enter</Kbd>
            {w.side}
          </span>
          <span>
            <Kbd>{'>'}</Kbd>
            {w.onlyCommands}
          </span>
          <span className="palette-hint">{w.hint}</span>
        </div>
      </div>
    </>,
    document.body,
  )
}

const End = ({ children }: { children: ReactNode }) => (
  <span className="palette-end" aria-hidden="true">
    {children}
    <Kbd>Enter</Kbd>
  </span>
)

/** What was typed, once typing pauses. */
function usePaused(text: string): string {
  const [paused, setPaused] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setPaused(text), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text])
  return paused
}

function byObject(items: Found[]): [string, Found[]][] {
  const groups = new Map<string, Found[]>()
  for (const item of items) groups.set(item.object, [...(groups.get(item.object) ?? []), item])
  return [...groups]
}

/** Everything that can be done without a record, as far as what was typed fits its name. */
function useOffers(areas: AreaOffer[], text: string): Record<'create' | 'goTo' | 'settings', Offer[]> {
  const { pages } = useWords()
  const w = useWords(words)
  const { objects } = useMetadata()
  const navigate = useNavigate()
  const lang = useLang()
  const wanted = text.toLowerCase()
  const fits = (offer: Offer) => offer.label.toLowerCase().includes(wanted) || offer.id.toLowerCase().includes(wanted)
  const to = (path: string) => () => void navigate({ to: path as never })
  return {
    create: objects
      .filter(o => o.can.create && !o.internal && !o.setup && o.area)
      .map(o => ({
        id: `create ${o.name}`,
        icon: 'plus',
        label: fill(w.createWhat, { object: o.label }),
        run: () => openForm({ object: o.name }),
      }))
      .filter(fits),
    goTo: areas
      .flatMap(area => [
        ...area.pages.map(p => ({ id: `go ${p.path}`, icon: p.icon, label: pages[p.name], run: to(p.path) })),
        ...area.objects.map(o => ({
          id: `go ${o.path}`,
          icon: o.icon ?? 'list',
          label: plural(o.label, lang),
          run: to(`/${o.path}`),
        })),
      ])
      .filter(fits),
    settings: [
      { id: 'me', icon: 'user-round', label: w.mySettings, run: to('/me') },
      { id: 'shortcuts', icon: 'keyboard', label: w.shortcuts.title, run: openShortcuts },
      { id: 'theme dark', icon: 'moon', label: w.palette.dark, run: () => setTheme('dark') },
      { id: 'theme light', icon: 'sun', label: w.palette.light, run: () => setTheme('light') },
      ...(Object.keys(LANGUAGES) as Lang[]).map(one => ({
        id: `language ${one}`,
        icon: 'languages',
        label: LANGUAGES[one],
        run: () => void chooseLanguage(one),
      })),
      { id: 'sign out', icon: 'log-out', label: w.signOut, run: () => void leave() },
    ].filter(fits),
  }
}
