;; Transitions of nets, four nets at a time. Lists have four bytes a net, named by the byte at which they begin; `bytes` is a
;; multiple of 16.
(module
  (import "toggles" "memory" (memory 1 65536 shared))

  ;; transitions[net] += ones in values[net] ^ before[net]; before[net] = values[net]
  (func (export "count") (param $values i32) (param $before i32) (param $transitions i32) (param $bytes i32)
    (local $k i32) (local $at i32) (local $now v128) (local $changed v128)
    (block $all (loop $next
      (br_if $all (i32.ge_u (local.get $k) (local.get $bytes)))
      (local.set $now (v128.load (i32.add (local.get $values) (local.get $k))))
      (local.set $at (i32.add (local.get $before) (local.get $k)))
      (local.set $changed (v128.xor (local.get $now) (v128.load (local.get $at))))
      (v128.store (local.get $at) (local.get $now))
      (local.set $at (i32.add (local.get $transitions) (local.get $k)))
      (v128.store (local.get $at) (i32x4.add (v128.load (local.get $at))
        (i32x4.extadd_pairwise_i16x8_u (i16x8.extadd_pairwise_i8x16_u (i8x16.popcnt (local.get $changed))))))
      (local.set $k (i32.add (local.get $k) (i32.const 16)))
      (br $next)))))
