package dev.quern.ops;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.modelmbean.InvalidTargetObjectTypeException;
import javax.management.modelmbean.ModelMBean;
import javax.management.modelmbean.ModelMBeanInfo;
import javax.management.modelmbean.RequiredModelMBean;
import org.apache.camel.CamelContext;
import org.apache.camel.api.management.ManagedInstance;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.api.management.NotificationSenderAware;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.apache.camel.support.management.DefaultManagementMBeanAssembler;
import org.apache.camel.support.management.MixinRequiredModelMBean;
import org.apache.camel.support.management.NotificationSenderAdapter;
import org.springframework.stereotype.Component;

/**
 * Has JMX's descriptions of Camel's steps, routes and endpoints made once for each kind of them.
 * Camel makes them anew for each of some 700, which took a sixth of the heap in use.
 */
@Component
class SharedMBeanInfos implements CamelContextConfiguration {

  @Override
  public void beforeApplicationStart(CamelContext camel) {
    camel.getCamelContextExtension().setManagementMBeanAssembler(new Assembler(camel));
  }

  @Override
  public void afterApplicationStart(CamelContext camel) {
    // the assembler is in use already
  }

  /**
   * An info depends on nothing but the class. {@link RequiredModelMBean} copies what it changes.
   */
  private static final class Assembler extends DefaultManagementMBeanAssembler {

    private final Map<Class<?>, ModelMBeanInfo> infos = new ConcurrentHashMap<>();

    Assembler(CamelContext camel) {
      super(camel);
    }

    @Override
    public ModelMBean assemble(MBeanServer server, Object managed, ObjectName name)
        throws JMException {
      if (describesItself(managed)) {
        return super.assemble(server, managed, name);
      }
      ModelMBeanInfo info = infos.get(managed.getClass());
      if (info == null) {
        info = assembler.getMBeanInfo(camelContext, managed, null, name.toString());
        if (info == null) {
          return super.assemble(server, managed, name);
        }
        infos.put(managed.getClass(), info);
      }
      boolean masks =
          Boolean.TRUE.equals(camelContext.getManagementStrategy().getManagementAgent().getMask());
      RequiredModelMBean mbean = new MixinRequiredModelMBean(info, masks, null, null);
      try {
        mbean.setManagedResource(managed, "ObjectReference");
      } catch (InvalidTargetObjectTypeException e) {
        throw new JMException(e.getMessage());
      }
      if (managed instanceof NotificationSenderAware sender) {
        sender.setNotificationSender(new NotificationSenderAdapter(mbean));
      }
      return mbean;
    }

    /** Whether Camel adds what the component's own class says of itself. */
    private static boolean describesItself(Object managed) {
      return managed instanceof ManagedInstance of
          && of.getInstance() != null
          && of.getInstance().getClass().isAnnotationPresent(ManagedResource.class);
    }
  }
}
