import { maps } from 'virtual:maps'
import { LinesChart, MapChart, ScatterChart } from 'echarts/charts'
import { GeoComponent, TooltipComponent, VisualMapComponent } from 'echarts/components'
import { type ECharts, type EChartsCoreOption, getMap, init, registerMap, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef, useState } from 'react'
import { SkeletonRows } from '../kit/States'
import { useTheme } from '../shell/theme'
import './territories.css'

use([MapChart, ScatterChart, LinesChart, GeoComponent, TooltipComponent, VisualMapComponent, SVGRenderer])

/** A place on the map with what it counts. */
export interface Region {
  code: string
  name: string
  value: number
  /** Lines below the name, shown where one points. */
  notes: string[]
}
/** A numbered point: a stop of a day. */
export interface Mark {
  id: string
  name: string
  longitude: number
  latitude: number
  number: number
  faint?: boolean
}

/** The map drawn for the whole country is called china: with it come the islands of the South China Sea. */
async function known(code: string): Promise<string> {
  const name = code === 'china' ? 'china' : `province ${code}`
  if (!getMap(name)) registerMap(name, (await maps[code]!()).map as never)
  return name
}

const colour = (token: string) => getComputedStyle(document.documentElement).getPropertyValue(`--${token}`).trim()

/**
 * China by province, or one province by its cities; coloured by what is counted there, or with marks on it and the way between
 * them. The same figures stand beside it as a table, so the drawing itself is no stop of the keyboard.
 */
export function ChinaMap({
  of = 'china',
  label,
  regions = [],
  marks = [],
  onOpen,
}: {
  /** `china`, or a province's two digits. */
  of?: string
  label: string
  regions?: readonly Region[]
  marks?: readonly Mark[]
  onOpen?(code: string): void
}) {
  const box = useRef<HTMLDivElement>(null)
  const chart = useRef<ECharts>(null)
  const open = useRef(onOpen)
  open.current = onOpen
  const [map, setMap] = useState<string>()
  const theme = useTheme()

  useEffect(() => {
    let wanted = true
    void known(of in maps ? of : 'china').then(name => wanted && setMap(name))
    return () => {
      wanted = false
    }
  }, [of])

  useEffect(() => {
    if (!map || !box.current) return
    const drawn = init(box.current, null, { renderer: 'svg' })
    chart.current = drawn
    drawn.on('click', event => {
      const code = (event.data as Partial<Drawn> | undefined)?.code
      if (code) open.current?.(code)
    })
    const watch = new ResizeObserver(() => drawn.resize())
    watch.observe(box.current)
    return () => {
      watch.disconnect()
      drawn.dispose()
      chart.current = null
    }
  }, [map])

  // biome-ignore lint/correctness/useExhaustiveDependencies: another theme has other colours
  useEffect(() => {
    if (map)
      chart.current?.setOption(marks.length ? withMarks(map, marks) : withRegions(map, regions), { notMerge: true })
  }, [map, regions, marks, theme])

  return (
    <div className="china-map" role="img" aria-label={label}>
      {!map && <SkeletonRows rows={6} />}
      <div ref={box} className="china-map-box" aria-hidden="true" />
    </div>
  )
}

/** The drawing knows a region by its code. */
type Drawn = Region & { title: string }

const shape = () => ({
  itemStyle: { areaColor: colour('sunken'), borderColor: colour('line-3'), borderWidth: 0.6 },
  emphasis: {
    label: { show: true, color: colour('t1'), formatter: ({ data }: { data?: Drawn }) => data?.title ?? '' },
    itemStyle: { areaColor: colour('ac-soft2'), borderColor: colour('ac-t'), borderWidth: 1.2 },
  },
  select: { disabled: true },
  nameProperty: 'code',
})
const tip = () => ({
  backgroundColor: colour('float'),
  borderColor: colour('line'),
  textStyle: { color: colour('t1'), fontSize: 12 },
  extraCssText: 'box-shadow: var(--e-pop); border-radius: 8px;',
})

/** Text that comes from records stands in the tooltip's markup. */
const plain = (text: string) => text.replace(/[&<>"]/g, c => `&#${c.charCodeAt(0)};`)

function withRegions(map: string, regions: readonly Region[]): EChartsCoreOption {
  const most = Math.max(1, ...regions.map(one => one.value))
  return {
    tooltip: {
      ...tip(),
      trigger: 'item',
      formatter: ({ data }: { data?: Drawn }) =>
        data ? [`<b>${plain(data.title)}</b>`, ...data.notes.map(plain)].join('<br>') : '',
    },
    visualMap: {
      show: false,
      type: 'continuous',
      min: 0,
      max: most,
      inRange: { color: [colour('sunken'), ...['q1', 'q2', 'q3', 'q4', 'q5', 'q6'].map(colour)] },
    },
    series: [
      {
        type: 'map',
        map,
        roam: 'move',
        ...shape(),
        layoutCenter: ['50%', '50%'],
        layoutSize: '94%',
        data: regions.map(one => ({ ...one, name: one.code, title: one.name })),
      },
    ],
  }
}

function withMarks(map: string, marks: readonly Mark[]): EChartsCoreOption {
  const at = (mark: Mark) => [mark.longitude, mark.latitude]
  const pad = 0.15
  const [west, east] = [Math.min(...marks.map(m => m.longitude)), Math.max(...marks.map(m => m.longitude))]
  const [south, north] = [Math.min(...marks.map(m => m.latitude)), Math.max(...marks.map(m => m.latitude))]
  return {
    tooltip: { ...tip(), trigger: 'item', formatter: ({ data }: { data?: Mark }) => (data ? plain(data.name) : '') },
    geo: {
      map,
      roam: true,
      ...shape(),
      silent: true,
      boundingCoords: [
        [west - pad - (east - west) * 0.15, north + pad + (north - south) * 0.15],
        [east + pad + (east - west) * 0.15, south - pad - (north - south) * 0.15],
      ],
    },
    series: [
      {
        type: 'lines',
        coordinateSystem: 'geo',
        polyline: true,
        silent: true,
        lineStyle: { color: colour('ac-t'), width: 1.5, type: 'dashed', opacity: 0.8 },
        data: marks.length > 1 ? [{ coords: marks.map(at) }] : [],
      },
      {
        type: 'scatter',
        coordinateSystem: 'geo',
        symbolSize: 20,
        itemStyle: { color: colour('ac'), borderColor: colour('bg'), borderWidth: 1.5 },
        label: {
          show: true,
          color: colour('on-ac'),
          fontSize: 11,
          formatter: ({ data }: { data: Mark }) => String(data.number),
        },
        data: marks.map(mark => ({
          ...mark,
          value: at(mark),
          itemStyle: mark.faint ? { color: colour('c7') } : undefined,
        })),
      },
    ],
  }
}
