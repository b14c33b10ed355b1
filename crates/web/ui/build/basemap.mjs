// The basemap: the world's countries from world-atlas, without Antarctica, rings that cross 180° unwrapped, so that no
// line runs around the world. Each country has its name and a point for it in its largest part.
import { readFileSync, writeFileSync } from 'node:fs'
import { feature } from 'topojson-client'

const world = JSON.parse(readFileSync(new URL('../node_modules/world-atlas/countries-50m.json', import.meta.url)))
const round = ([lon, lat]) => [Math.round(lon * 100) / 100, Math.round(lat * 100) / 100]

const unwrapped = (ring) => {
  let turn = 0
  return ring.map(([lon, lat], i) => {
    if (i > 0) {
      const step = lon - ring[i - 1][0]
      if (step > 180) turn -= 360
      if (step < -180) turn += 360
    }
    return round([lon + turn, lat])
  })
}

const area = (ring) =>
  Math.abs(ring.reduce((sum, [x, y], i) => sum + x * ring[(i + 1) % ring.length][1] - ring[(i + 1) % ring.length][0] * y, 0)) / 2

const middle = (ring) => {
  const xs = ring.map((point) => point[0])
  const ys = ring.map((point) => point[1])
  return round([(Math.min(...xs) + Math.max(...xs)) / 2, (Math.min(...ys) + Math.max(...ys)) / 2])
}

const countries = feature(world, world.objects.countries).features.filter((country) => country.properties.name !== 'Antarctica')
const shapes = []
const labels = []
for (const country of countries) {
  const polygons = (country.geometry.type === 'Polygon' ? [country.geometry.coordinates] : country.geometry.coordinates).map((rings) => rings.map(unwrapped))
  const { name } = country.properties
  shapes.push({ type: 'Feature', properties: { name }, geometry: { type: 'MultiPolygon', coordinates: polygons } })
  const largest = polygons.map((rings) => rings[0]).sort((one, two) => area(two) - area(one))[0]
  labels.push({ type: 'Feature', properties: { name, size: Math.round(area(largest) * 10) / 10 }, geometry: { type: 'Point', coordinates: middle(largest) } })
}
const collection = (features) => JSON.stringify({ type: 'FeatureCollection', features })
writeFileSync(new URL('../public/countries.json', import.meta.url), collection(shapes))
writeFileSync(new URL('../public/labels.json', import.meta.url), collection(labels))
