import { useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import type { Lang } from '../../core/entity/label'
import { metadataQuery, queryClient, saveLanguage, useMetadata, useSession } from '../api'
import { signOut } from '../api/session'
import { openForm } from '../generic/form/open'
import { Avatar } from '../kit/Avatar'
import { Button, IconButton } from '../kit/Button'
import { Icon } from '../kit/Icon'
import { Kbd } from '../kit/Kbd'
import { Menu } from '../kit/Menu'
import { Bell } from '../notifications/Bell'
import { pages } from '../pages'
import { speak, useLang, useWords } from '../words'
import { openPalette } from './overlay'
import { useShortcut } from './shortcuts'
import { setTheme, type Theme, useTheme } from './theme'
import * as words from './words'

/** Search, what one may create, what happened, and oneself. */
export function TopBar({ unfold }: { unfold?: () => void }) {
  const w = useWords(words)
  const [creating, setCreating] = useState<HTMLElement | null>(null)
  const create = useRef<HTMLButtonElement>(null)
  useShortcut('c', () => setCreating(create.current))
  return (
    <header className="top-bar">
      {unfold && <IconButton icon="panel-left" label={w.unfold} onClick={unfold} className="top-unfold" />}
      <button type="button" className="top-search" aria-keyshortcuts="Control+K" onClick={openPalette}>
        <Icon name="search" />
        <span className="spring ellipsis">{w.search}</span>
        <span aria-hidden="true">
          <Kbd>Ctrl K</Kbd>
        </span>
      </button>
      <span className="spring" />
      <Button
        ref={create}
        aria-keyshortcuts="C"
        look="outline"
        icon="plus"
        className="top-create"
        onClick={event => setCreating(event.currentTarget)}
        aria-haspopup="menu"
      >
        {w.create}
      </Button>
      {creating && <CreateMenu anchor={creating} onClose={() => setCreating(null)} />}
      <Bell />
      <Me />
    </header>
  )
}

/** Everything the caller may create. */
export function CreateMenu({
  anchor,
  onClose,
  placement,
}: {
  anchor: HTMLElement
  onClose: () => void
  placement?: 'bottom-end' | 'top-start'
}) {
  const { create, importFile } = useWords(words)
  const names = useWords().pages
  const navigate = useNavigate()
  const session = useSession()
  const metadata = useMetadata()
  const { objects } = metadata
  const ways = pages.filter(page => page.create && (!page.may || page.may(session, metadata)))
  const some = objects.filter(o => o.can.create && !o.internal && !o.setup && o.area)
  const imported = some.find(o => o.can.import)
  return (
    <Menu
      anchor={anchor}
      onClose={onClose}
      placement={placement ?? 'bottom-end'}
      label={create}
      width={200}
      entries={[
        ...ways.map(page => ({
          label: names[page.name],
          icon: page.icon,
          onSelect: () => void navigate({ to: page.path as never }),
        })),
        ways.length > 0 && '-',
        ...some.map(o => ({ label: o.label, icon: o.icon ?? 'plus', onSelect: () => openForm({ object: o.name }) })),
        ...(imported
          ? ([
              '-',
              {
                label: importFile,
                icon: 'file-input',
                onSelect: () => void navigate({ to: `/import/${imported.path}` as never }),
              },
            ] as const)
          : []),
      ]}
    />
  )
}

export const LANGUAGES: Record<Lang, string> = { 'zh-CN': '简体中文', 'zh-TW': '繁體中文', en: 'English' }
/** Speaks another language, here and wherever one signs in next. */
export async function chooseLanguage(lang: Lang): Promise<void> {
  // First the labels, so that the frame changes language at once and as a whole.
  await queryClient.ensureQueryData(metadataQuery(lang))
  speak(lang)
  await saveLanguage(lang)
}

function Me() {
  const w = useWords(words)
  const { user, board } = useSession()
  const navigate = useNavigate()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const lang = useLang()
  const theme = useTheme()
  return (
    <>
      <button type="button" className="top-me" aria-haspopup="menu" onClick={event => setAnchor(event.currentTarget)}>
        <Avatar name={user.name} size={24} me />
        <span>{user.name}</span> <span className="top-me-board">{board?.name}</span>
        <Icon name="chevron-down" size={14} />
      </button>
      {anchor && (
        <Menu
          anchor={anchor}
          onClose={() => setAnchor(null)}
          placement="bottom-end"
          label={w.me}
          width={220}
          entries={[
            { label: w.mySettings, icon: 'user-round', onSelect: () => void navigate({ to: '/me' as never }) },
            '-',
            { title: w.language },
            ...(Object.keys(LANGUAGES) as Lang[]).map(one => ({
              label: LANGUAGES[one],
              checked: one === lang,
              onSelect: () => void chooseLanguage(one),
            })),
            '-',
            { title: w.theme },
            ...(['light', 'dark', 'system'] as Theme[]).map(one => ({
              label: w.themes[one],
              icon: { light: 'sun', dark: 'moon', system: 'monitor' }[one],
              checked: one === theme,
              stay: true,
              onSelect: () => setTheme(one),
            })),
            '-',
            { label: w.signOut, icon: 'log-out', onSelect: () => void leave() },
          ]}
        />
      )}
    </>
  )
}

/** Signs out; the page is loaded anew so that nothing of this person stays in memory. */
export async function leave(): Promise<void> {
  await signOut().catch(() => {})
  sessionStorage.clear()
  location.assign('/login')
}
