import { BarChart, CustomChart } from 'echarts/charts';
import { AriaComponent, GridComponent } from 'echarts/components';
import { init, use, type EChartsCoreOption } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([BarChart, CustomChart, GridComponent, AriaComponent, SVGRenderer]);

/**
 * Draws a chart as SVG text. ECharts escapes every text and attribute it writes; what only its own script needs
 * (a style element, which the content policy refuses, classes and series marks) is taken out, and ids get `name`, so
 * that the same chart is the same text.
 */
export function renderChart(name: string, option: EChartsCoreOption, size: { width: number; height: number }): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, ...size });
  try {
    chart.setOption(option);
    return chart
      .renderToSVGString()
      .replace(/<style\b[\s\S]*?<\/style>/g, '')
      .replace(/ (?:class="zr[^"]*"|ecmeta_[a-z_]+="[^"]*"|xmlns:xlink="[^"]*"|baseProfile="full"|version="1.1")/g, '')
      .replace(/\bzr\d+-/g, `${name}-`)
      .replace('<svg ', '<svg aria-hidden="true" focusable="false" ');
  } finally {
    // Its clock would keep the process alive.
    chart.dispose();
  }
}
