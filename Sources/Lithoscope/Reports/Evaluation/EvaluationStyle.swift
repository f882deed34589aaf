/// The style sheet of an evaluation's page.
enum EvaluationStyle {
  /// Colours of curves before they repeat.
  static let colours = 8

  static let text = """
    :root{color-scheme:light dark;--paper:#faf8f5;--ink:#24211d;--soft:#6b645b;--line:#e2ddd5;--card:#fff;\
    --accent:#9a4a1f;--right:#2f8f4e;--wrong:#c43d34;--warn:#fdf1dc;--warnline:#d9a441;--grey:#8d867d;\
    --c0:#b4531c;--c1:#1f6fb0;--c2:#2f8f4e;--c3:#8a4fb5;--c4:#b08a00;--c5:#c2417f;--c6:#0f8f93;--c7:#5b6472}
    @media(prefers-color-scheme:dark){:root{--paper:#1b1a18;--ink:#efebe5;--soft:#aaa297;--line:#3a3733;\
    --card:#252321;--accent:#e39a6a;--right:#4cb873;--wrong:#e8675d;--warn:#3a2f1a;--warnline:#b98a35;\
    --grey:#938c83;--c0:#ec8d55;--c1:#63aef0;--c2:#5cc483;--c3:#bd8ae6;--c4:#d8b640;--c5:#ec7fb2;--c6:#4cc4c8;\
    --c7:#a3adbc}}
    *{box-sizing:border-box}
    body{margin:0 auto;padding:2rem 1.25rem;max-width:76rem;background:var(--paper);color:var(--ink);\
    font:1rem/1.5 system-ui,sans-serif}
    h1{margin:0 0 .5rem;font-size:1.6rem;line-height:1.25;font-weight:600;overflow-wrap:anywhere}
    h1 span{color:var(--accent)}
    h2{margin:0 0 .75rem;font-size:1.15rem;font-weight:600}
    h2 small{margin-left:.4rem;font-size:.85rem;font-weight:400;color:var(--soft)}
    p{margin:0;color:var(--soft);max-width:56rem;overflow-wrap:anywhere}
    section{margin-top:2.25rem;min-width:0}
    ul{margin:0;padding-left:1.2rem}
    .warning{padding:1rem 1.25rem;background:var(--warn);border:1px solid var(--warnline);border-radius:.5rem}
    .warning li{overflow-wrap:anywhere}
    .warning li+li{margin-top:.5rem}
    .remark{margin-top:1rem;color:var(--soft);font-size:.9rem;overflow-wrap:anywhere}
    .note{margin-top:.75rem;font-size:.85rem}
    .scroll{overflow-x:auto}
    .pair{display:grid;gap:0 2rem;grid-template-columns:repeat(auto-fit,minmax(min(100%,24rem),1fr))}
    table{border-collapse:collapse;font-variant-numeric:tabular-nums}
    .figures{width:100%;background:var(--card);border:1px solid var(--line);border-radius:.5rem}
    .figures th,.figures td{padding:.5rem .8rem;border-bottom:1px solid var(--line);text-align:right;\
    white-space:nowrap;font-weight:400;vertical-align:top}
    .figures thead th{color:var(--soft);font-size:.85rem}
    .figures th:first-child{text-align:left;white-space:normal;min-width:11rem;overflow-wrap:anywhere}
    .figures tbody th{font-weight:600}
    .figures tbody tr:last-child>*{border-bottom:0}
    .figures small{display:block;color:var(--soft);font-size:.78rem;font-weight:400}
    .figures .best{font-weight:700}
    .soft{color:var(--soft)}
    .baseline{background:color-mix(in srgb,var(--grey) 10%,transparent)}
    .swatch{display:inline-block;width:1.1rem;height:0;margin-right:.5rem;vertical-align:middle;\
    border-top:3px solid}
    .swatch.grey{border-top-style:dashed}
    .legend{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;margin:.5rem 0 0;padding:0;list-style:none;\
    font-size:.85rem}
    svg{display:block;width:100%;max-width:36rem;background:var(--card);border:1px solid var(--line);\
    border-radius:.5rem}
    svg text{fill:var(--soft);font:12px system-ui,sans-serif}
    .grid{stroke:var(--line);fill:none}
    .line{fill:none;stroke-width:2.25;stroke-linejoin:round}
    .line.grey{stroke-dasharray:6 4}
    .line.thin{stroke-width:1.25;opacity:.7}
    .line.ideal{stroke:var(--grey);stroke-width:1.25;stroke-dasharray:4 4}
    .dot{fill:var(--c0);fill-opacity:.75;stroke:var(--card)}
    .grey{stroke:var(--grey);border-color:var(--grey)}
    .c0{stroke:var(--c0);border-color:var(--c0)}.c1{stroke:var(--c1);border-color:var(--c1)}
    .c2{stroke:var(--c2);border-color:var(--c2)}.c3{stroke:var(--c3);border-color:var(--c3)}
    .c4{stroke:var(--c4);border-color:var(--c4)}.c5{stroke:var(--c5);border-color:var(--c5)}
    .c6{stroke:var(--c6);border-color:var(--c6)}.c7{stroke:var(--c7);border-color:var(--c7)}
    .confusion td,.confusion th{padding:.3rem .5rem;font-weight:400;font-size:.9rem}
    .confusion tbody th{text-align:right;white-space:nowrap;color:var(--soft)}
    .confusion thead th{vertical-align:bottom;color:var(--soft)}
    .confusion thead span{writing-mode:vertical-rl;transform:rotate(180deg);white-space:nowrap}
    .confusion tbody td{min-width:2.6rem;text-align:center;border:1px solid var(--paper);\
    background:color-mix(in srgb,var(--tint) calc(var(--share)*85%),var(--card))}
    .confusion .right{--tint:var(--right)}.confusion .wrong{--tint:var(--wrong)}
    .confusion .strong{color:#fff;font-weight:600}
    .queries{list-style:none;margin:0;padding:0}
    .queries>li{display:flex;gap:1rem;padding:.9rem 0;border-top:1px solid var(--line)}
    .answer{flex:1;min-width:0}
    .answer p{margin-bottom:.4rem;font-size:.85rem}
    .hits{display:grid;gap:.5rem;grid-template-columns:repeat(auto-fill,minmax(6.2rem,1fr))}
    figure{margin:0;min-width:0}
    figure img,.gone{display:block;width:100%;height:6.2rem;object-fit:contain;background:var(--line);\
    border-radius:.3rem}
    .gone{display:grid;place-items:center;color:var(--soft);font-size:.8rem}
    img.small{image-rendering:pixelated}
    .asked{flex:0 0 9rem}
    .asked img,.asked .gone{height:9rem}
    .asked figcaption{font-weight:600;color:var(--accent)}
    .hit img,.hit .gone{border:3px solid var(--wrong)}
    .hit.right img,.hit.right .gone{border-color:var(--right)}
    figcaption{font-size:.8rem;color:var(--soft);overflow-wrap:anywhere;line-height:1.3;margin-top:.2rem}
    footer{margin-top:2.5rem;padding-top:1rem;border-top:1px solid var(--line);color:var(--soft);\
    font-size:.85rem}
    @media(max-width:48rem){.figures th small{display:none}.figures{font-size:.85rem}.figures small{font-size:.68rem}\
    .figures th,.figures td{padding:.4rem .35rem}.figures th:first-child{min-width:8.5rem}\
    .figures thead th{white-space:normal;vertical-align:bottom}}
    @media(max-width:40rem){.queries>li{flex-direction:column}.asked{flex:none;width:9rem}\
    .hits{grid-template-columns:repeat(auto-fill,minmax(4.6rem,1fr))}.hit img,.hit .gone{height:4.6rem}}
    """
}
