import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { get } from '../api'
import { Input } from '../kit/Input'
import { fill, useWords } from '../words'
import { DictionaryItems } from './DictionaryItems'
import { SettingsSplit, useChosen } from './Split'
import * as words from './words'

export interface DictionaryEntry {
  name: string
  label: string
  tree: boolean
  count: number
}

/** All dictionaries, and the items of the one that the address names. */
export function Dictionaries() {
  const w = useWords(words)
  const { pages } = useWords()
  const [name, choose] = useChosen('name')
  const [typed, setTyped] = useState('')
  const query = useQuery({
    queryKey: ['dictionaries'],
    queryFn: () => get<{ items: DictionaryEntry[] }>('/api/dictionaries'),
  })
  const all = query.data?.items ?? []
  const wanted = typed.trim().toLowerCase()
  const found = all.filter(d => `${d.label} ${d.name}`.toLowerCase().includes(wanted))
  const shown = all.find(d => d.name === name) ?? all[0]
  return (
    <SettingsSplit
      title={pages.dictionaries}
      count={all.length}
      query={query}
      tools={
        <Input
          type="search"
          aria-label={w.findDictionary}
          placeholder={w.findDictionary}
          value={typed}
          onChange={event => setTyped(event.target.value)}
        />
      }
      entries={found.map(d => ({ id: d.name, name: d.label, aside: d.count.toLocaleString('en-US') }))}
      nothing={fill(w.nothingNamed, { text: typed })}
      chosen={shown?.name}
      onChoose={choose}
    >
      {shown && <DictionaryItems key={shown.name} dictionary={shown} onChanged={() => void query.refetch()} />}
    </SettingsSplit>
  )
}
