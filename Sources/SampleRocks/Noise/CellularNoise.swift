/// A mosaic of grains: the Voronoi cells of one random point per lattice cell (Worley, 1996).
struct CellularNoise {
  let seed: UInt32

  init(random: inout RockRandom) {
    seed = random.noiseSeed()
  }

  /// The grain at a point; one unit of the plane is the mean spacing of grains.
  func grain(_ x: Float, _ y: Float) -> Grain {
    let column = Curve.floor(x)
    let row = Curve.floor(y)
    let dx = x - Float(column)
    let dy = y - Float(row)
    var nearest = Float.greatestFiniteMagnitude
    var second = nearest
    var bits: UInt32 = 0
    var offset = PlanePoint(0, 0)
    for stepY in Int32(-1)...1 {
      for stepX in Int32(-1)...1 {
        let hash = LatticeHash.bits(column &+ stepX, row &+ stepY, seed)
        let toX = Float(stepX) + Float(hash & 0xFFFF) * (1 / 65536) - dx
        let toY = Float(stepY) + Float(hash >> 16) * (1 / 65536) - dy
        let distance = toX * toX + toY * toY
        if distance < nearest {
          second = nearest
          nearest = distance
          bits = hash
          offset = PlanePoint(-toX, -toY)
        } else if distance < second {
          second = distance
        }
      }
    }
    let border = second.squareRoot() - nearest.squareRoot()
    return Grain(border: border, offset: offset, bits: bits)
  }
}
